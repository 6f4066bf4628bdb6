import { rmSync } from 'node:fs';
import { atExit } from './src/at-exit.mjs';
import { printTable } from './src/table.mjs';

/** Each brings its own database, never touches DATA_DIR, and returns its results. */
const BENCHES = {
  engine: () => import('./engine/index.mjs'),
  stream: () => import('./stream.mjs'),
  single: () => import('./single.mjs'),
  backfill: () => import('./backfill.mjs'),
  batch: () => import('./batch/index.mjs'),
  preview: () => import('./preview/index.mjs'),
  scope: () => import('./scope/index.mjs'),
  pool: () => import('./pool.mjs'),
};

const [name, ...flags] = process.argv.slice(2);
if (!name || !(name in BENCHES)) {
  console.error(`Usage: npm run bench -- <${Object.keys(BENCHES).join('|')}> [--json]`);
  process.exit(1);
}
const json = flags.includes('--json');
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(130));
process.on('exit', () => atExit.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

try {
  const { run } = await BENCHES[/** @type {keyof typeof BENCHES} */ (name)]();
  // With --json the object is all that goes to standard output.
  const results = await run({ say: (/** @type {string} */ line) => console.error(line) });
  if (json) console.log(JSON.stringify({ bench: name, results }));
  else printTable(name, results);
  process.exit(0);
} catch (error) {
  console.error(error);
  process.exit(1);
}
