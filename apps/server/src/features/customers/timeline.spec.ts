import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody, TimelineEntry, TimelineResponse } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

const INSTANTS = ['2024-03-01T00:00:00.000001Z', '2024-03-01T00:00:00.000002Z', '2024-03-02T08:00:00Z'];

describe('the timeline', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp({ role: { api: true, worker: false } });
    await test.database.pool.query(`
      INSERT INTO customers (p_name) VALUES ('甲'), ('乙');
      INSERT INTO event_types (name, label) VALUES ('order_paid', '{"zh-CN":"下单"}');
      INSERT INTO tags (key, name, kind, category, search) VALUES ('vip', '{"zh-CN":"贵宾"}', 'flag', 'value', 'vip')`);
    for (let index = 0; index < 30; index++) {
      const at = INSTANTS[index % INSTANTS.length];
      await test.database.pool.query(
        `INSERT INTO events (customer_id, lane, type_id, source, source_event_id, occurred_at, received_at, properties)
         VALUES (1, 0, 1, 'shop', $1, $2, now(), '{}')`,
        [String(index), at],
      );
      await test.database.pool.query(
        `INSERT INTO changes (customer_id, tag_id, kind, actor_kind, actor_id, actor_name, held_before, held_after, effective_at)
         VALUES (1, 1, 'asserted', 'person', '1', '甲', false, true, $1)`,
        [at],
      );
    }
  });
  afterAll(() => test.close());

  const page = (query: string) => test.client.get<TimelineResponse>(`/api/v1/customers/1/timeline?${query}`);
  const nameOf = (entry: TimelineEntry) =>
    entry.kind === 'event' ? `event ${entry.event.id}` : `change ${entry.change.id}`;

  it('has every event and change once, newest first, changes above the events of their instant, at any page size', async () => {
    const whole = (await page('size=100')).body;
    expect(whole.nextCursor).toBeNull();
    expect(new Set(whole.entries.map(nameOf)).size).toBe(60);
    const ranks = whole.entries.map(({ at, kind }) => `${at} ${kind === 'change' ? 1 : 0}`);
    expect(ranks).toEqual([...ranks].sort().reverse());
    for (const size of [1, 7, 10, 59]) {
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body }: { body: TimelineResponse } = await page(`size=${size}${cursor && `&cursor=${cursor}`}`);
        seen.push(...body.entries.map(nameOf));
        cursor = body.nextCursor;
      }
      expect(seen).toEqual(whole.entries.map(nameOf));
    }
  });

  it('is open to viewers: everyone sees who got which tag and why', async () => {
    const { body } = await test.client.post<{ key: string }>('/api/v1/api-keys', { name: 'screen', role: 'viewer' });
    const viewer = test.anonymous.with({ authorization: `Bearer ${body.key}` });
    expect((await viewer.get('/api/v1/customers/1/timeline')).status).toBe(200);
    expect((await viewer.get('/api/v1/customers/1/why?tag=vip')).status).toBe(200);
    expect((await viewer.post('/api/v1/customers/1/tags', { tag: 'vip' })).status).toBe(403);
  });

  it('refuses the cursor of another customer', async () => {
    const { nextCursor } = (await page('size=5')).body;
    const refused = await test.client.get<ErrorBody>(`/api/v1/customers/2/timeline?cursor=${nextCursor}`);
    expect(refused).toMatchObject({ status: 400, body: { error: { path: 'cursor' } } });
  });
});
