import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from './src/browser.mjs';
import { createChecks } from './src/checks.mjs';
import { designersJourney } from './src/designers-journey.mjs';
import { effectsJourney } from './src/effects-journey.mjs';
import { gatesJourney } from './src/gates-journey.mjs';
import { goldenJourney } from './src/golden-journey.mjs';
import { impactJourney } from './src/impact-journey.mjs';
import { lookJourney } from './src/look-journey.mjs';
import { realtimeJourney } from './src/realtime-journey.mjs';
import { startOwnServer } from './src/own-server.mjs';
import { seedWorld } from './src/seed-world.mjs';
import { sharingJourney } from './src/sharing-journey.mjs';
import { suggestionJourney } from './src/suggestion-journey.mjs';
import { templatesJourney } from './src/templates-journey.mjs';
import { versionsJourney } from './src/versions-journey.mjs';
import { viewersJourney } from './src/viewers-journey.mjs';
import { whyJourney } from './src/why-journey.mjs';

/** A hung browser or server must not hang whoever waits for the closing line. */
const WHOLE_RUN_MS = 450_000;

/** The last one makes thousands of customers, the others count on thirty. Names on the command line choose some of them. */
const ALL_JOURNEYS = [
  designersJourney,
  effectsJourney,
  suggestionJourney,
  viewersJourney,
  realtimeJourney,
  goldenJourney,
  whyJourney,
  versionsJourney,
  templatesJourney,
  gatesJourney,
  sharingJourney,
  lookJourney,
  impactJourney,
];
const chosen = process.argv.slice(2);
const JOURNEYS = ALL_JOURNEYS.filter(({ name }) => chosen.length === 0 || chosen.includes(name.replace('Journey', '')));

const pictures = join(import.meta.dirname, 'test-results');
rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });

const checks = createChecks(pictures);
/** @type {(() => Promise<void>)[]} */
const closings = [];

async function main() {
  const server = await startOwnServer();
  closings.push(server.stop);
  const { url, adminKey } = await server.ready;
  const world = await seedWorld({ url, adminKey });
  const browser = await openBrowser();
  closings.push(browser.close);
  const newPage = () => browser.newPage(url);
  for (const journey of JOURNEYS) {
    const page = await newPage();
    await checks.journey(page, (step) => journey({ page, step, world, newPage }));
    await page.context().close();
  }
}

let ending = false;
/** @param {unknown} [trouble] */
async function end(trouble) {
  if (ending) return;
  ending = true;
  if (trouble) checks.fail(trouble);
  for (const close of closings.reverse()) await close().catch(checks.fail);
  console.log(checks.summary());
  process.exit(checks.allPassed() ? 0 : 1);
}

setTimeout(() => void end(new Error(`the run took longer than ${WHOLE_RUN_MS / 1000} s`)), WHOLE_RUN_MS).unref();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => void end(new Error(`stopped by ${signal}`)));

await main().then(() => end(), end);
