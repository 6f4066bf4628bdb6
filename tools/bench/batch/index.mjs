import pg from 'pg';
import { temporaryPostgres } from '@tagloom/embedded';
import { pause } from '../../demo/src/api-client.mjs';
import { jsonRulesEngine, zenEngine } from '../engine/contenders.mjs';
import { RULES as SAMPLE_RULES, SETS } from '../engine/workload.mjs';
import { atExit } from '../src/at-exit.mjs';
import { startApplication } from '../src/application.mjs';
import { stolenSince } from '../src/stolen-time.mjs';
import { result } from '../src/table.mjs';
import { define, loadPopulation } from './load.mjs';
import { FLOWS } from './workload.mjs';

const CUSTOMERS = Number(process.env.BENCH_CUSTOMERS ?? 1_000_000);

/**
 * One run of all rules over a whole population, from asking for it until its last claim is committed: reads, decisions, claims,
 * effective tags, history with evidence. Loading the population takes minutes and is not measured.
 *
 * @param {{ say: (line: string) => void }} options
 */
export async function run({ say }) {
  const database = await temporaryPostgres();
  atExit.add(database.dataDir);
  const application = await startApplication(say, database.url);
  const { api } = application;
  try {
    say(`defining ${FLOWS} flows`);
    await define(api);
    const { claims, changes, expected } = await loadPopulation(database.url, CUSTOMERS, say);
    say(`${claims.toLocaleString('en')} claims, ${changes.toLocaleString('en')} of them will change`);
    const stolen = stolenSince();
    const { seconds, changed } = await measure(api);
    const taken = stolen();
    await requireTags(database.url, expected);
    const decisions = CUSTOMERS * FLOWS;
    return [
      result(`${CUSTOMERS.toLocaleString('en')} customers × ${FLOWS} flows`, seconds, 's', { atMost: 30 }),
      ...(taken === null ? [] : [result('processor time that the host gave to others meanwhile', taken, '%')]),
      result('tags changed', changed, 'changes'),
      result('share of claims that changed', (100 * changes) / claims, '%'),
      result('json-rules-engine in a loop, extrapolated', decisions / (await rateOf(jsonRulesEngine())), 's'),
      result('zen-engine in a loop, evaluation alone, extrapolated', decisions / (await rateOf(zenEngine())), 's'),
    ];
  } finally {
    await application.stop();
    await database.stop();
  }
}

/** @param {import('../../demo/src/api-client.mjs').ApiClient} api */
async function measure(api) {
  const startedAt = performance.now();
  const { id } = await api.post('/api/v1/runs', { kind: 'nightly' });
  for (;;) {
    const { status, changed, error } = await api.get(`/api/v1/runs/${id}`);
    if (status === 'done') return { seconds: (performance.now() - startedAt) / 1000, changed };
    if (status !== 'queued' && status !== 'running') throw new Error(`the run is ${status}: ${error}`);
    await pause(100);
  }
}

/** The measurement means something only when every tag is where it should be. @param {string} url @param {number[]} expected */
async function requireTags(url, expected) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `SELECT substr(t.key, 7)::int AS n, count(*)::int AS customers
     FROM customers c, unnest(c.tags) AS held(id) JOIN tags t ON t.id = held.id GROUP BY n`,
  );
  await client.end();
  const found = new Map(rows.map(({ n, customers }) => [n, customers]));
  const wrong = expected.findIndex((customers, n) => (found.get(n) ?? 0) !== customers);
  if (wrong !== -1) throw new Error(`tag ${wrong} has ${found.get(wrong)} customers, ${expected[wrong]} were expected`);
}

/** Rules per second over the sample of the `engine` bench, for two seconds. */
async function rateOf(evaluate) {
  const sets = Array.from({ length: SETS }, (_, at) => at);
  let passes = 0;
  const startedAt = performance.now();
  while (performance.now() - startedAt < 2000) {
    await evaluate(sets, () => undefined);
    passes++;
  }
  return (passes * SAMPLE_RULES * SETS) / ((performance.now() - startedAt) / 1000);
}
