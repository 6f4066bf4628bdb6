import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNode } from '../test/src/run-command.mjs';
import { ROOT } from '../start/src/build.mjs';
import { atExit } from './src/at-exit.mjs';
import { stolenSince } from './src/stolen-time.mjs';
import { result } from './src/table.mjs';

/** Of rows that row-level security guards; statements that open, name and close a transaction are not counted. */
const QUERIES = Number(process.env.BENCH_QUERIES ?? 1_000_000);
/** Other dice for another run. */
const SEED = Number(process.env.BENCH_SEED ?? 1);
const USERS = 64;
const QUERIES_OF_A_TRANSACTION = 3;
/** Of eight transactions two end before they read anything: by a time-out, by an error. Dice may say a little more. */
const THAT_READ = 5.9 / 8;

/**
 * The test of the suite at scale: 64 people of four departments on four connections, with time-outs, errors, rollbacks and
 * cancelled statements, and whether any of them ever saw a row of another department.
 *
 * @param {{ say: (line: string) => void }} options
 */
export async function run({ say }) {
  const folder = mkdtempSync(join(tmpdir(), 'tagloom-bench-pool-'));
  atExit.add(folder);
  const report = join(folder, 'report.json');
  const reads = Math.ceil(QUERIES / USERS / QUERIES_OF_A_TRANSACTION / THAT_READ);
  say(`${(reads * USERS).toLocaleString('en')} transactions`);
  const stolen = stolenSince();
  const { code, output } = await runNode('node_modules/jest/bin/jest.js', ['test/leaks/pool.spec.ts'], {
    cwd: join(ROOT, 'apps/server'),
    env: {
      POOL_READS: String(reads),
      POOL_SEED: String(SEED * 1_000_003),
      POOL_REPORT: report,
      NODE_OPTIONS: '--experimental-vm-modules --no-warnings',
    },
    quiet: true,
  });
  if (code !== 0) throw new Error(output);
  const seen = JSON.parse(readFileSync(report, 'utf8'));
  const taken = stolen();
  return [
    result('queries that read guarded rows', seen.queries, 'queries', { atLeast: Math.min(QUERIES, 1_000_000) }),
    result('rows of another department', seen.foreign, 'rows', { atMost: 0 }),
    result('rows that were read', seen.rows, 'rows'),
    result('transactions that were committed', seen.reads, 'transactions'),
    result('transactions that failed, were cut off or taken back', seen.failed, 'transactions'),
    result('rate', seen.queries / seen.seconds, 'queries/s'),
    ...(taken === null ? [] : [result('processor time that the host gave to others meanwhile', taken, '%')]),
  ];
}
