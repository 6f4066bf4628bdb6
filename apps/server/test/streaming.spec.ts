import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChangesResponse, CustomerDetail, EventsResponse, Metric } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { RuntimeService } from '../src/features/evaluation/runtime.service.js';
import { anEvent } from './support/events.js';
import { createTag, eventually, lineFlow, publish, runEnd } from './support/flows.js';

describe('the event path', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
    await app.client.post('/api/v1/events', { events: [anEvent({ id: 'first' })] });
    await createTag(app, 'big_spender');
    await createTag(app, 'gold');
  });
  afterAll(() => app.close());

  const send = (externalId: string, events: { id: string; amount: number; occurredAt?: string }[]) =>
    app.client.post<EventsResponse>('/api/v1/events', {
      events: events.map(({ amount, ...event }) =>
        anEvent({ ...event, customer: { channel: 'shop', externalId }, properties: { amount } }),
      ),
    });
  const customerOf = async (externalId: string): Promise<CustomerDetail> => {
    const { rows } = await app.database.pool.query<{ id: string }>(
      'SELECT customer_id AS id FROM identities WHERE external_id = $1',
      [externalId],
    );
    return (await app.client.get<CustomerDetail>(`/api/v1/customers/${rows[0].id}`)).body;
  };
  const heldBy = async (externalId: string): Promise<string[]> =>
    (await customerOf(externalId)).tags.filter(({ state }) => state === 'held').map(({ key }) => key);
  const drained = () =>
    eventually(async () => {
      const { rows } = await app.database.pool.query<{ behind: string }>(
        'SELECT count(*) AS behind FROM events e JOIN lanes l ON l.lane = e.lane AND e.seq > l.cursor',
      );
      return rows[0].behind === '0' ? true : null;
    });

  it('tags a customer within a second of the event, with the evidence in history', async () => {
    await publish(
      app,
      lineFlow('Big orders', [{ fact: 'event.amount', operator: 'greaterThan', value: 500 }], 'big_spender', [
        'order_paid',
      ]),
      'new_events',
    );
    const startedAt = Date.now();
    await send('ann', [{ id: 'ann1', amount: 700 }]);
    await eventually(async () => ((await heldBy('ann')).includes('big_spender') ? true : null));
    expect(Date.now() - startedAt).toBeLessThan(1000);

    const { id } = await customerOf('ann');
    const { body } = await app.client.get<ChangesResponse>(`/api/v1/changes?customer=${id}`);
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      kind: 'asserted',
      actor: { kind: 'flow', name: 'Big orders' },
      flowVersion: 1,
      before: { held: false },
      after: { held: true },
      evidence: { verdict: 'yes', trace: { fact: 'event.amount', actual: 700, expected: 500 } },
    });
    expect(Date.parse(body.items[0].effectiveAt)).toBe(Date.parse('2026-01-05T10:00:00Z'));
  });

  it('takes the tag away when the condition stops holding', async () => {
    await send('ben', [{ id: 'ben1', amount: 700 }]);
    await drained();
    await send('ben', [{ id: 'ben2', amount: 1 }]);
    await drained();
    expect(await heldBy('ben')).toEqual([]);
  });

  it('keeps the order of each customer when calls come one by one and all at once', async () => {
    const people = Array.from({ length: 30 }, (_, index) => `order${index}`);
    await Promise.all(
      people.map(async (person) => {
        for (let step = 0; step < 10; step += 1)
          await send(person, [{ id: `${person}-${step}`, amount: step % 2 === 0 ? 900 : 1 }]);
      }),
    );
    await drained();
    const { rows } = await app.database.pool.query<{ kinds: string[]; held: boolean }>(
      `SELECT array_agg(h.kind ORDER BY h.seq) AS kinds, c.tags <> '{}' AS held
       FROM identities i JOIN customers c ON c.id = i.customer_id JOIN changes h ON h.customer_id = c.id
       WHERE i.external_id LIKE 'order%' GROUP BY c.id`,
    );
    expect(rows).toHaveLength(people.length);
    const expected = Array.from({ length: 10 }, (_, step) => (step % 2 === 0 ? 'asserted' : 'retracted'));
    for (const row of rows) expect(row).toEqual({ kinds: expected, held: false });
  });

  it('recomputes history for a new metric, keeps it up to date, and lets rules read it', async () => {
    await send('cat', [
      { id: 'cat1', amount: 10 },
      { id: 'cat2', amount: 20, occurredAt: '2025-06-01T00:00:00Z' },
    ]);
    await drained();
    const created = await app.client.post<Metric>('/api/v1/metrics', {
      key: 'spend_ever',
      name: { 'zh-CN': '累计消费' },
      eventTypes: ['order_paid'],
      aggregation: 'sum',
      property: 'amount',
      window: { kind: 'lifetime' },
    });
    expect(created.status).toBe(201);
    await runEnd(app, created.body.runId as string);
    await eventually(async () => ((await customerOf('cat')).metrics.spend_ever === 30 ? true : null));

    await publish(
      app,
      lineFlow('Gold', [{ fact: 'metric.spend_ever', operator: 'greaterThanInclusive', value: 30 }], 'gold'),
      'everyone',
    );
    expect(await heldBy('cat')).toEqual(['gold']);
    expect(await heldBy('ben')).toEqual(['gold']);
    await send('dan', [{ id: 'dan1', amount: 29 }]);
    await drained();
    expect(await heldBy('dan')).toEqual([]);
    await send('dan', [{ id: 'dan2', amount: 1 }]);
    await drained();
    expect(await heldBy('dan')).toEqual(['gold']);
  });

  it('applies effects once when a lane is woken many times at the same time', async () => {
    await send('eve', [{ id: 'eve1', amount: 10 }]);
    await Promise.all(Array.from({ length: 20 }, (_, index) => send('eve', [{ id: `eve-more${index}`, amount: 1 }])));
    await drained();
    expect((await customerOf('eve')).metrics.spend_ever).toBe(30);
  });

  it('writes nothing when json-rules-engine and the compiled plan disagree', async () => {
    const runtime = await app.app.get(RuntimeService).current();
    const flow = runtime.flows.find(({ name }) => name === 'Big orders');
    if (!flow) throw new Error('the flow is not part of the runtime');
    const tests = flow.plan.tests as ((facts: object) => boolean)[];
    const honest = tests[0];
    tests[0] = () => true;
    try {
      await send('fay', [{ id: 'fay1', amount: 5 }]);
      await drained();
      expect(await heldBy('fay')).not.toContain('big_spender');
    } finally {
      tests[0] = honest;
    }
  });
});

describe('undone work', () => {
  it('is found by a worker that comes later, although the job was lost', async () => {
    const api = await createTestApp({ role: { api: true, worker: false } });
    let worker: TestApp | undefined;
    try {
      await api.client.post('/api/v1/events', { events: [anEvent({ id: 'x1' })] });
      await eventually(async () => {
        const { rows } = await api.database.pool.query<{ jobs: string | null }>(
          "SELECT to_regclass('bullmq.job') AS jobs",
        );
        return rows[0].jobs;
      });
      await api.database.pool.query('DROP SCHEMA bullmq CASCADE');
      worker = await createTestApp({ database: api.database });
      await eventually(async () => {
        const { rows } = await api.database.pool.query<{ seen: boolean }>(
          'SELECT last_seen_at IS NOT NULL AS seen FROM customers',
        );
        return rows[0].seen ? true : null;
      });
    } finally {
      await worker?.close();
      await api.close();
    }
  });
});
