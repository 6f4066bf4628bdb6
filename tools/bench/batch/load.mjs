import { applyEvent, compileMetrics, createState, encodeState, MetricContext } from '@tagloom/metrics';
import pg from 'pg';
import { waitUntilSettled } from '../../demo/src/seed.mjs';
import { withoutIndexes } from '../src/without-indexes.mjs';
import { EVENT_TYPE, flow, FLOWS, heldBy, METRICS, population } from './workload.mjs';

const BATCH = 20_000;

/** Metrics, tags and published flows, through the API. @param {import('../../demo/src/api-client.mjs').ApiClient} api */
export async function define(api) {
  const first = {
    id: 'bench-first',
    source: 'bench',
    type: EVENT_TYPE,
    occurredAt: new Date().toISOString(),
    customer: { channel: 'bench', externalId: 'first' },
    properties: Object.fromEntries(METRICS.map((key) => [key, 1])),
  };
  await api.post('/api/v1/events', { events: [first] });
  for (const key of METRICS)
    await api.post('/api/v1/metrics', {
      key,
      name: { 'zh-CN': key },
      eventTypes: [EVENT_TYPE],
      aggregation: 'sum',
      property: key,
      window: { kind: 'lifetime' },
    });
  await waitUntilSettled(api, () => undefined);
  for (let n = 0; n < FLOWS; n++) {
    await api.post('/api/v1/tags', { key: `bench_${n}`, name: { 'zh-CN': `压测 ${n}` }, category: 'behavior' });
    const draft = await api.post('/api/v1/flows', { flow: flow(n) });
    const { run } = await api.post(`/api/v1/flows/${draft.id}/publish`, {
      apply: 'everyone',
      revision: draft.revision,
    });
    while (['queued', 'running'].includes((await api.get(`/api/v1/runs/${run.id}`)).status));
  }
}

/** @param {pg.Client} client */
async function definitions(client) {
  const metrics = new Map(
    (await client.query('SELECT id, key FROM metrics')).rows.map(({ id, key }) => [key, Number(id)]),
  );
  const { rows: slots } = await client.query(
    `SELECT s.id AS slot, s.flow_id AS flow, t.id AS tag, substr(t.key, 7)::int AS n
     FROM claim_slots s JOIN tags t ON t.id = s.tag_id ORDER BY n`,
  );
  return { ids: METRICS.map((key) => /** @type {number} */ (metrics.get(key))), slots };
}

/**
 * Writes the population straight into the tables, as a long history would have left it: a million customers through the API
 * are events for minutes, and not what is measured.
 *
 * @param {string} url
 * @param {number} count
 * @param {(line: string) => void} say
 * @returns {Promise<{ claims: number, changes: number, expected: number[] }>} customers by rule after the run
 */
export async function loadPopulation(url, count, say) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await load(client, count, say);
  } finally {
    await client.end();
  }
}

/** @param {pg.Client} client @param {number} count @param {(line: string) => void} say */
async function load(client, count, say) {
  const { ids, slots } = await definitions(client);
  const set = compileMetrics(
    METRICS.map((key, at) => ({
      id: ids[at],
      key,
      eventTypes: [EVENT_TYPE],
      aggregation: 'sum',
      property: key,
      window: { kind: 'lifetime' },
      timeZone: 'Asia/Shanghai',
    })),
  );
  const context = new MetricContext(Date.now(), 'Asia/Shanghai');
  const expected = new Array(FLOWS).fill(0);
  let [claims, changes, done] = [0, 0, 0];
  /** @type {any[][]} */
  let columns = newColumns(ids.length);
  for (const { before, now } of population(count)) {
    const after = heldBy(now);
    for (const n of after) expected[n]++;
    claims += before.length;
    changes += before.filter((n) => !after.includes(n)).length + after.filter((n) => !before.includes(n)).length;
    columns[0].push(now.city);
    columns[1].push(now.occupation);
    columns[2].push(`{${before.map((n) => slots[n].tag).sort(ascending)}}`);
    columns[3].push(`{${before.map((n) => slots[n].slot).sort(ascending)}}`);
    columns[4].push(stateOf(set, context, now.metrics));
    now.metrics.forEach((value, at) => columns[5 + at].push(value));
    if (columns[0].length < BATCH) continue;
    await insert(client, ids, columns);
    done += BATCH;
    columns = newColumns(ids.length);
    if (done % 100_000 === 0) say(`${done.toLocaleString('en')} customers`);
  }
  await insert(client, ids, columns);
  say('their claims');
  await insertClaims(client);
  return { claims, changes, expected };
}

const ascending = (/** @type {number} */ a, /** @type {number} */ b) => a - b;
const newColumns = (/** @type {number} */ metrics) => Array.from({ length: 5 + metrics }, () => []);

/** The metrics' state after one event with these amounts. */
function stateOf(set, context, values) {
  const state = createState();
  const properties = Object.fromEntries(METRICS.map((key, at) => [key, values[at]]));
  applyEvent(set, state, { type: EVENT_TYPE, properties, occurredAt: context.now }, context);
  return Buffer.from(encodeState(set, state));
}

async function insert(client, ids, columns) {
  if (columns[0].length === 0) return;
  const names = ids.map((id) => `m_${id}`);
  await client.query({
    name: 'bench-customers',
    text: `INSERT INTO customers (p_city, p_occupation, tags, held, metric_state, last_seen_at, ${names})
           SELECT n.city, n.occupation, n.tags::int[], n.held::int[], n.state, now(), ${names.map((name) => `n.${name}`)}
           FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bytea[], ${names.map((_, at) => `$${6 + at}::float8[]`)})
             AS n(city, occupation, tags, held, state, ${names})`,
    values: columns,
  });
}

async function insertClaims(client) {
  await withoutIndexes(client, 'claims', () =>
    client.query(
      `INSERT INTO claims (customer_id, tag_id, source, source_id, source_name, slot_id, stance, flow_version, since)
       SELECT c.id, s.tag_id, 'flow', s.flow_id::text, 'bench ' || s.flow_id, s.id, 'assert', 1, now()
       FROM customers c JOIN claim_slots s ON s.id = ANY(c.held)`,
    ),
  );
  await client.query('VACUUM ANALYZE customers');
}
