import { join } from 'node:path';
import { portIsTaken } from '@tagloom/embedded';
import { ACCOUNTS, departmentName } from '@tagloom/demo';
import { build } from './src/build.mjs';
import { demoIsLoaded, loadDemo } from './src/load-demo.mjs';
import { createProgress } from './src/progress.mjs';
import { startServer } from './src/server-process.mjs';
import { readStartSettings } from './src/settings.mjs';
import { StartRefused } from './src/start-refused.mjs';
import { texts } from './src/texts/index.mjs';

/** Longer than the server needs to finish its work and stop the database, shorter than people wait. */
const STOP_WITHIN_MS = 12_000;

const progress = createProgress();
/** @type {(() => void)[]} */
const stops = [];
let stopping = false;

async function main() {
  const settings = readStartSettings(process.env);
  if (await portIsTaken(settings.port, settings.host)) throw new StartRefused(texts.portTaken(settings.port));

  await build(progress);
  if (stopping) return;

  progress.step(texts.startingServer);
  const server = startServer({
    environment: {
      PORT: String(settings.port),
      DATA_DIR: settings.dataDir,
      TAGLOOM_ADMIN_KEY: settings.adminKey,
      NODE_ENV: process.env.NODE_ENV ?? 'production',
    },
    logFile: join(settings.dataDir, 'server.log'),
    say: progress.print,
  });
  stops.push(server.stop);
  stopWhenTold(server);
  const url = await Promise.race([server.ready, server.exited.then(() => null)]);
  if (!url) return;
  progress.idle();
  progress.print(texts.ready(url));

  if (settings.demo) {
    if (!demoIsLoaded(settings.dataDir)) await firstLoad(url, settings);
    if (stopping) return;
    progress.plain(`\n${texts.accounts(ACCOUNTS[0].password)}`);
    for (const { email, name, roles } of ACCOUNTS) {
      const named = roles.map(({ role, department }) => ({ role, department: departmentName(department) }));
      progress.plain(texts.account({ email, name, roles: named }));
    }
  }
  progress.plain(`\n${texts.running(url)}`);
}

/** @param {string} url @param {ReturnType<typeof readStartSettings>} settings */
async function firstLoad(url, settings) {
  progress.step(texts.loadingDemo);
  const load = loadDemo({ url, adminKey: settings.adminKey, dataDir: settings.dataDir, say: progress.print });
  stops.push(load.stop);
  const complete = await load.done;
  progress.idle();
  if (!complete && !stopping) progress.print(texts.demoIncomplete);
}

/** @param {ReturnType<typeof startServer>} server */
function stopWhenTold(server) {
  void server.ready.catch(() => undefined);
  void server.exited.then((code) => {
    if (stopping) progress.print(texts.stopped);
    else progress.print(texts.endedUnexpectedly(code));
    process.exit(stopping ? 0 : code || 1);
  });
  stops.push(() => setTimeout(server.kill, STOP_WITHIN_MS).unref());
  killNow = server.kill;
}

let killNow = () => process.exit(130);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => {
    if (stopping) return killNow();
    stopping = true;
    progress.step(texts.stopping);
    for (const stop of stops) stop();
    if (!stops.length) process.exit(0);
  });

try {
  await main();
} catch (error) {
  const { message, stack } = /** @type {Error} */ (error);
  if (!stopping) console.error(error instanceof StartRefused ? message : stack);
  if (!stopping) process.exit(1);
}
