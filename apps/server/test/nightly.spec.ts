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

  it('is refused while another one is under way', async () => {
    await app.database.pool.query(
      "INSERT INTO runs (kind, status, title, started_by, cancel_requested) VALUES ('nightly', 'queued', 't', 'x', true)",
    );
    const refused = await app.client.post<ErrorBody>('/api/v1/runs', { kind: 'nightly' });
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
  });
});
