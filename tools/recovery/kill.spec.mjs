import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build } from '../start/src/build.mjs';
import { createProgress } from '../start/src/progress.mjs';
import { startApplication } from './src/application.mjs';
import { BIG_SPENDER_FLOW } from './src/big-spender-flow.mjs';
import { senderOf, startBurst, stepOf } from './src/burst.mjs';
import { queryRunning, queryStopped } from './src/database.mjs';
import { until } from './src/until.mjs';

/** So many undone events cannot be finished in the moment between the question and the kill. */
const CLEARLY_BEHIND = 2_000;

const PEOPLE = `
  SELECT i.external_id AS person, c.m_METRIC::int AS orders, c.tags <> '{}' AS tagged,
    (SELECT count(*)::int FROM events e WHERE e.customer_id = c.id) AS events,
    (SELECT count(*)::int FROM claims k WHERE k.customer_id = c.id) AS claims,
    (SELECT count(DISTINCT h.event_seq)::int FROM changes h WHERE h.customer_id = c.id) AS causes,
    (SELECT array_agg(h.kind ORDER BY h.seq) FROM changes h WHERE h.customer_id = c.id) AS kinds
  FROM identities i JOIN customers c ON c.id = i.customer_id WHERE i.external_id LIKE 'burst-%' ORDER BY 1`;

const dataDir = mkdtempSync(join(tmpdir(), 'tagloom-kill-'));
chmodSync(dataDir, 0o711);
/** @type {Awaited<ReturnType<typeof startApplication>>} */
let server;
let people = PEOPLE;

before(async () => {
  await build(
    createProgress(() => undefined),
    ['server'],
  );
  server = await startApplication(dataDir);
  const { api } = server;
  await api.post('/api/v1/events', {
    events: [{ ...stepOf(0, 1)[0], id: 'first', customer: { channel: 'shop', externalId: 'first' } }],
  });
  await api.post('/api/v1/tags', { key: 'big_spender', name: { 'zh-CN': '大额客户' }, category: 'value' });
  const metric = await api.post('/api/v1/metrics', {
    key: 'orders',
    name: { 'zh-CN': '订单数' },
    eventTypes: ['order_paid'],
    aggregation: 'count',
    window: { kind: 'lifetime' },
  });
  await until('the metric is ready', () => api.get(`/api/v1/runs/${metric.runId}`), isDone);
  const { id, revision } = await api.post('/api/v1/flows', { flow: BIG_SPENDER_FLOW });
  await api.post(`/api/v1/flows/${id}/publish`, { apply: 'new_events', revision });
  people = PEOPLE.replace('METRIC', metric.id);
});
after(async () => {
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const isDone = (/** @type {{ status: string }} */ run) => run.status === 'done';
const backlog = async () => (await server.api.get('/api/health')).backlog;

test('after a kill in a burst the next start evaluates every acknowledged event exactly once, although the queue was lost', async () => {
  const burst = startBurst(server);
  const answered = () => burst.acknowledged.reduce((sum, steps) => sum + steps, 0) * stepOf(0, 0).length;
  await until('the server falls behind', backlog, (behind) => behind >= CLEARLY_BEHIND && behind < answered());
  await server.kill();
  await burst.ended;
  const acknowledged = burst.acknowledged;

  const [{ done, undone }] = await queryStopped(
    dataDir,
    `DROP SCHEMA bullmq CASCADE;
     SELECT count(*) FILTER (WHERE e.seq <= l.cursor)::int AS done, count(*) FILTER (WHERE e.seq > l.cursor)::int AS undone
     FROM events e JOIN lanes l ON l.lane = e.lane`,
  );
  assert.ok(done > 1 && undone > 0, `the kill came in the middle: ${done} events were evaluated, ${undone} were not`);

  server = await startApplication(dataDir);
  await until('the backlog is worked off', backlog, (behind) => behind === 0);
  const found = await queryRunning(dataDir, people);
  assert.equal(found.length, acknowledged.length * stepOf(0, 0).length);
  for (const person of found) {
    const sent = acknowledged[senderOf(person.person)];
    // The step that was under way may have been committed without its answer getting out.
    assert.ok(person.events === sent || person.events === sent + 1, `${person.person}: ${person.events} of ${sent}`);
    const { events } = person;
    const flips = Array.from({ length: events }, (_, step) => (step % 2 === 0 ? 'asserted' : 'retracted'));
    const held = flips.at(-1) === 'asserted';
    assert.deepEqual(person, {
      person: person.person,
      orders: events,
      tagged: held,
      events,
      claims: held ? 1 : 0,
      causes: events,
      kinds: flips,
    });
  }

  for (const [sender, steps] of acknowledged.entries())
    for (let step = 0; step < steps; step++) {
      const answer = await server.api.post('/api/v1/events', { events: stepOf(sender, step) });
      assert.deepEqual(answer, { accepted: 0, duplicates: stepOf(sender, step).length, rejected: [] });
    }
  assert.equal(await backlog(), 0);
  assert.deepEqual(await queryRunning(dataDir, people), found, 'sending again changed something');
});
