import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryPostgres } from '@tagloom/embedded';
import { build } from '../start/src/build.mjs';
import { createProgress } from '../start/src/progress.mjs';
import { ROOT } from './src/root.mjs';
import * as suites from './src/suites.mjs';

const progress = createProgress();
/** Durability is not what these tests are about, and they create many databases. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/** @type {{ name: string, passed: number, failed: number, seconds: number }[]} */
const results = [];

/**
 * @param {string} name
 * @param {() => Promise<{ passed: number, failed: number }>} run
 */
async function suite(name, run) {
  const since = Date.now();
  progress.step(`${name}: running`);
  let outcome = { passed: 0, failed: 1 };
  try {
    outcome = await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  const seconds = Math.round((Date.now() - since) / 1000);
  progress.print(`${name}: ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`);
  results.push({ name, ...outcome, seconds });
}

/** Names of suites on the command line run those alone: `npm test -- libs web`. */
const wanted = process.argv.slice(2);
const runs = (/** @type {string} */ name) => wanted.length === 0 || wanted.includes(name);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(130));

if (runs('tools')) await suite('tools', suites.tools);
if (runs('libs')) await suite('libs', suites.libs);
if (runs('server')) {
  const database = await temporaryPostgres({ settings: FAST });
  await suite('server', () => suites.server(database.url));
  await database.stop();
}
if (runs('web')) await suite('web', suites.web);
if (runs('browser')) {
  await suite('build', async () => {
    await build(progress);
    return { passed: 0, failed: 0 };
  });
  if (existsSync(join(ROOT, 'apps/web-e2e/run.mjs'))) await suite('browser', suites.browser);
}
progress.idle();

const total = (/** @type {'passed' | 'failed'} */ key) => results.reduce((sum, result) => sum + result[key], 0);
console.log('');
for (const { name, passed, failed, seconds } of results)
  console.log(`${name.padEnd(10)} ${passed} passed, ${failed} failed, ${seconds} s`);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exit(total('failed') ? 1 : 0);
