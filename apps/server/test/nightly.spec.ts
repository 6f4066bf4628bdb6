import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody, Run } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { draw } from './support/draw.js';
import { createTag, eventually, publish, runEnd } from './support/flows.js';
import { MovingClock } from './support/moving-clock.js';
import { People } from './support/people.js';

const clock = new MovingClock('2026-03-02T04:00:00Z');

describe('the nightly run', () => {
  let app: TestApp;
  let second: TestApp;
  let people: People;
  beforeAll(async () => {
    app = await createTestApp({ clock });
    second = await createTestApp({ clock, database: app.database });
    people = new People(app, clock);
    await createTag(app, 'birthday');
    const today = { fact: 'profile.birthday', operator: 'anniversaryInDays', value: 0 };
    const then = [{ action: 'addTag', tag: 'birthday', membership: 'while' } as const];
    await publish(app, draw({ name: 'Birthday', if: [today], then }), 'everyone');
  });
  afterAll(async () => {
    await second.close();
    await app.close();
  });

  const nightly = async () =>
    (await app.client.get<Run[]>('/api/v1/runs')).body.filter(({ kind }) => kind === 'nightly');

  it('finds a customer whose timer was lost, once a day from three o’clock on, however many processes there are', async () => {
    const id = await people.has('ann', { birthday: '1990-03-03' });
    await app.database.pool.query(
      "UPDATE customers SET next_review_at = NULL, created_at = '2026-01-01' WHERE id = $1",
      [id],
    );
    clock.moveTo('2026-03-02T18:59:00Z');
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect([await nightly(), await people.tags('ann')]).toEqual([[], []]);
    clock.moveTo('2026-03-02T19:00:00Z');
    const run = await eventually(async () => (await nightly())[0] ?? null);
    expect(await runEnd(app, run.id)).toMatchObject({
      kind: 'nightly',
      status: 'done',
      title: '2026-03-03',
      changed: 1,
    });
    expect(await people.tags('ann')).toEqual(['birthday']);
    const { rows } = await app.database.pool.query<{ run_id: string; timer: boolean }>(
      'SELECT h.run_id, c.next_review_at IS NOT NULL AS timer FROM changes h JOIN customers c ON c.id = h.customer_id WHERE c.id = $1',
      [id],
    );
    expect(rows).toEqual([{ run_id: run.id, timer: true }]);
    clock.pass(60);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(await nightly()).toHaveLength(1);
  });

  it('can be started by hand, and by an admin only', async () => {
    const started = await app.client.post<Run>('/api/v1/runs', { kind: 'nightly' });
    expect(started).toMatchObject({ status: 201, body: { kind: 'nightly' } });
    expect((await runEnd(app, started.body.id)).status).toBe('done');
    const refused = await app.client.post<ErrorBody>('/api/v1/runs', { kind: 'backfill' });
    expect(refused.status).toBe(400);
    const key = await app.client.post<{ key: string }>('/api/v1/api-keys', { name: 'designer', role: 'designer' });
    const response = await fetch(`${app.url}/api/v1/runs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key.body.key}` },
      body: JSON.stringify({ kind: 'nightly' }),
    });
    expect(response.status).toBe(403);
  });

  describe('over more people than one batch', () => {
    const BATCH = 1_000;
    const MANY = 2 * BATCH + 500;
    let first: bigint;
    beforeAll(async () => {
      const { rows } = await app.database.pool.query<{ first: string }>(
        `WITH made AS (INSERT INTO customers (p_birthday) SELECT '1990-03-03' FROM generate_series(1, $1) RETURNING id)
         SELECT min(id)::text AS first FROM made`,
        [MANY],
      );
      first = BigInt(rows[0].first);
    });

    const tagged = async (condition = 'true') => {
      const { rows } = await app.database.pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM customers WHERE id >= $1 AND cardinality(tags) = 1 AND ${condition}`,
        [String(first)],
      );
      return rows[0].count;
    };
    const row = async (id: string) => {
      const { rows } = await app.database.pool.query<{ cursor: string; done: number }>(
        'SELECT cursor::text AS cursor, done FROM runs WHERE id = $1',
        [id],
      );
      return rows[0];
    };

    const leftBehind = async (cursor: bigint, isCancelled: boolean) => {
      const { rows } = await app.database.pool.query<{ id: string }>(
        `INSERT INTO runs (kind, status, title, started_by, cursor, done, started_at, cancel_requested)
         VALUES ('nightly', 'running', 'left', 'x', $1, 1200, now(), $2) RETURNING id::text AS id`,
        [String(cursor), isCancelled],
      );
      return rows[0].id;
    };

    it('ends before its next batch when it is cancelled', async () => {
      const cursor = first + BigInt(BATCH + 199);
      const id = await leftBehind(cursor, true);
      expect((await runEnd(app, id)).status).toBe('cancelled');
      expect(await row(id)).toMatchObject({ cursor: String(cursor), done: 1_200 });
      expect(await tagged()).toBe(0);
      const again = await app.client.post<ErrorBody>(`/api/v1/runs/${id}/cancel`);
      expect(again).toMatchObject({ status: 409, body: { error: { code: 'run_already_finished' } } });
    });

    it('goes on behind its last batch after its process was killed, and does nothing twice', async () => {
      const cursor = first + BigInt(BATCH + 199);
      const run = await runEnd(app, await leftBehind(cursor, false));
      expect(run).toMatchObject({ status: 'done', done: 1_200 + MANY - BATCH - 200 });
      expect(await tagged(`id > ${cursor}`)).toBe(MANY - BATCH - 200);
      expect(await tagged(`id <= ${cursor}`)).toBe(0);
      const { rows: twice } = await app.database.pool.query(
        'SELECT customer_id FROM changes WHERE customer_id >= $1 GROUP BY customer_id HAVING count(*) > 1',
        [String(first)],
      );
      expect(twice).toEqual([]);
    });

    it('takes back the batch at work when it is cancelled, and keeps those before it', async () => {
      const left = BATCH + 200;
      const holder = await app.database.pool.connect();
      let run: Run;
      try {
        await holder.query('BEGIN');
        await holder.query('SELECT FROM customers WHERE id = $1 FOR UPDATE', [String(first + BigInt(BATCH + 100))]);
        run = (await app.client.post<Run>('/api/v1/runs', { kind: 'nightly' })).body;
        await eventually(async () => (await row(run.id)).done > 0 || null);
        expect((await app.client.post(`/api/v1/runs/${run.id}/cancel`)).status).toBe(200);
      } finally {
        await holder.query('ROLLBACK');
        holder.release();
      }
      expect((await runEnd(app, run.id)).status).toBe('cancelled');
      expect(await tagged(`id < ${first + BigInt(BATCH)}`)).toBe(BATCH);
      expect(await tagged(`id BETWEEN ${first + BigInt(BATCH)} AND ${first + BigInt(left - 1)}`)).toBe(0);
    });
  });

  it('is refused while another one is under way', async () => {
    await app.database.pool.query(
      "INSERT INTO runs (kind, status, title, started_by, cancel_requested) VALUES ('nightly', 'queued', 't', 'x', true)",
    );
    const refused = await app.client.post<ErrorBody>('/api/v1/runs', { kind: 'nightly' });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
  });
});
