import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody, ShadowResponse } from '@tagloom/contracts';
import { ShadowKeeper } from '../src/features/shadow/shadow-keeper.js';
import { ShadowsRepository } from '../src/features/shadow/shadows.repository.js';
import { signedIn } from '../src/testing/sign-in.js';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { createTestDatabase, type TestDatabase } from '../src/testing/test-database.js';
import { draw } from './support/draw.js';
import { add, amountOver, has, paid } from './support/drawn-parts.js';
import { createTag, eventually, publish } from './support/flows.js';
import { MovingClock } from './support/moving-clock.js';
import { People } from './support/people.js';
import { Shadows } from './support/shadows.js';

const DAY = 24 * 60;
const clock = new MovingClock('2026-03-02T04:00:00Z');
let database: TestDatabase;
let app: TestApp;
let people: People;
let shadows: Shadows;

async function boot(): Promise<void> {
  app = await createTestApp({ clock, database });
  people = Object.assign(new People(app, clock), { count: Math.floor(Math.random() * 1e9) });
  shadows = new Shadows(app);
}

beforeAll(async () => {
  database = await createTestDatabase();
  await boot();
  await people.does('someone', 'paid', { amount: 1 });
  for (const key of ['one', 'two', 'three']) await createTag(app, key);
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

const over = (value: number, tag = 'one') =>
  draw({ name: `超过 ${value}`, on: paid, if: [amountOver(value)], then: [add(tag)] });
const inDays = (days: number) => new Date(clock.now().getTime() + days * DAY * 60_000).toISOString();
const rowsOf = async (table: string) =>
  (await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n;
const endedBy = (flowId: string, status: string) =>
  eventually(async () => ((await shadows.find(flowId)).status === status ? shadows.find(flowId) : null));

describe('the life of a shadow', () => {
  it('ends by itself, after seven days unless it says otherwise, and keeps its comparison as it was then', async () => {
    const live = await publish(app, over(50), 'new_events');
    const revision = await shadows.redraft(live, over(100));
    const started = await shadows.start(live.id, { revision });
    expect(started).toMatchObject({ status: 'running', endsAt: inDays(7), revision, version: null, evaluated: 0 });
    await people.does('amy', 'paid', { amount: 70 });
    await people.does('bob', 'paid', { amount: 170 });
    const running = await shadows.find(live.id);
    expect(running.tags).toMatchObject([{ both: 1, onlyLive: 1, onlyShadow: 0 }]);
    const differing = await shadows.differences(live.id);
    clock.pass(7 * DAY);
    const ended = await endedBy(live.id, 'ended');
    expect(ended).toMatchObject({ evaluated: 2, tags: running.tags, endedAt: ended.endsAt });
    expect([await rowsOf('shadow_states'), await rowsOf('shadow_customers')]).toEqual([0, 0]);
    await people.does('amy', 'paid', { amount: 10 });
    await people.does('cid', 'paid', { amount: 70 });
    expect((await shadows.find(live.id)).tags).toEqual(running.tags);
    const kept = await shadows.differences(live.id);
    const pairs = ({ customers }: typeof kept) =>
      customers.map(({ customerId, differences }) => [customerId, differences[0].kind]);
    expect(pairs(kept)).toEqual(pairs(differing));
    clock.pass(31 * DAY);
    await app.app.get(ShadowsRepository, { strict: false }).prune(database.pool, clock.now());
    expect((await app.client.get<ShadowResponse>(`/api/v1/flows/${live.id}/shadow`)).body).toEqual({ shadow: null });
    expect(await rowsOf('shadow_differences')).toBe(0);
  });

  it('is stopped by hand, and another one can start; a flow has one at a time', async () => {
    const draft = await shadows.of(over(100));
    await people.does('dan', 'paid', { amount: 200 });
    const again = await app.client.post<ErrorBody>(`/api/v1/flows/${draft.id}/shadow`, { revision: 1 });
    expect(again).toMatchObject({ status: 409, body: { error: { code: 'shadow_running', path: 'id' } } });
    expect(await shadows.stop(draft.id)).toMatchObject({ status: 'stopped', evaluated: 1, tags: [{ wouldAdd: 1 }] });
    const twice = await app.client.delete<ErrorBody>(`/api/v1/flows/${draft.id}/shadow`);
    expect(twice).toMatchObject({ status: 404, body: { error: { code: 'shadow_not_found' } } });
    expect(await shadows.start(draft.id, { revision: 1 })).toMatchObject({ status: 'running', evaluated: 0 });
    await shadows.stop(draft.id);
  });

  it('goes on after a restart with what it knew', async () => {
    const condition = { ...amountOver(100), leaveValue: 80 };
    const draft = await shadows.of(draw({ name: '双阈值', on: paid, if: [condition], then: [add('two')] }));
    await people.does('eva', 'paid', { amount: 101 });
    await app.close();
    await boot();
    await people.does('eva', 'paid', { amount: 90 });
    const eva = await people.id('eva');
    expect(await shadows.tags(draft.id, eva)).toEqual(['two']);
    await people.does('eva', 'paid', { amount: 70 });
    expect(await shadows.tags(draft.id, eva)).toEqual([]);
    await shadows.stop(draft.id);
  });

  it('is asked once, whichever of two processes evaluates', async () => {
    const draft = await shadows.of(
      draw({
        name: '两个进程',
        on: paid,
        if: [amountOver(100)],
        then: [{ action: 'setField', field: 'occupation', value: '客', membership: 'every' }, add('two')],
      }),
    );
    const other = await createTestApp({ clock, database });
    for (const name of ['f1', 'f2', 'f3', 'f4', 'f5', 'f6']) {
      await people.does(name, 'paid', { amount: 200 });
      await people.does(name, 'paid', { amount: 200 });
    }
    const look = (one: TestApp) => one.app.get(ShadowKeeper, { strict: false }).look();
    await Promise.all([look(app), look(other)]);
    expect(await shadows.find(draft.id)).toMatchObject({
      evaluated: 6,
      missed: 0,
      effects: [{ times: 12, customers: 6 }],
      tags: [{ wouldAdd: 6 }],
    });
    clock.pass(8 * DAY);
    await Promise.all([look(app), look(other)]);
    expect(await endedBy(draft.id, 'ended')).toMatchObject({ tags: [{ wouldAdd: 6 }] });
    await other.close();
  });
});

describe('a shadow that fails', () => {
  it('does not keep events from being evaluated, and says how many it has missed', async () => {
    await publish(app, over(60, 'three'), 'new_events');
    const draft = await shadows.of(over(100, 'two'));
    await database.query('ALTER TABLE shadow_states RENAME COLUMN times TO times_away');
    await people.does('gil', 'paid', { amount: 200 });
    expect(await people.tags('gil')).toContain('three');
    const missed = await eventually(async () => {
      const { rows } = await database.query<{ missed: number }>('SELECT missed FROM shadows WHERE ended_at IS NULL');
      return rows[0].missed > 0 ? rows[0].missed : null;
    });
    expect(missed).toBe(1);
    await database.query('ALTER TABLE shadow_states RENAME COLUMN times_away TO times');
    await people.does('hal', 'paid', { amount: 200 });
    expect(await shadows.find(draft.id)).toMatchObject({ missed: 1, evaluated: 1, tags: [{ wouldAdd: 1 }] });
    await shadows.stop(draft.id);
  });

  it('too often is ended', async () => {
    const draft = await shadows.of(over(100, 'two'));
    await database.query('UPDATE shadows SET failures = 100, error = $1 WHERE ended_at IS NULL', ['坏了']);
    expect(await endedBy(draft.id, 'failed')).toMatchObject({ error: '坏了' });
  });

  it('to fit the definitions any more is ended, and production is not touched by it', async () => {
    await createTag(app, 'doomed');
    const draft = await shadows.of(draw({ name: '读', on: paid, if: [has('doomed')], then: [add('two')] }));
    await shadows.redraft(draft, over(100, 'two'));
    const { rows } = await database.query<{ id: string }>("SELECT id::text AS id FROM tags WHERE key = 'doomed'");
    // what a shadow names is in use, as for a rule that is published; whatever takes it away in spite of that ends the shadow
    expect((await app.client.delete(`/api/v1/tags/${rows[0].id}`)).status).toBe(409);
    await database.query("DELETE FROM tags WHERE key = 'doomed'");
    await people.does('ivy', 'paid', { amount: 70 });
    expect(await people.tags('ivy')).toContain('three');
    expect((await endedBy(draft.id, 'failed')).error).toContain('doomed');
  });
});

describe('what a shadow cannot do', () => {
  const refused = async (flowId: string, request: object) => {
    const before = await rowsOf('shadows');
    const { status, body } = await app.client.post<ErrorBody>(`/api/v1/flows/${flowId}/shadow`, request);
    expect(await rowsOf('shadows')).toBe(before);
    return [status, body.error.code, body.error.path];
  };

  it('is refused with a code that says why, and changes nothing', async () => {
    const { id } = await shadows.draft(over(100));
    expect(await refused(id, { revision: 1, endsAt: inDays(-1) })).toEqual([422, 'schedule_in_past', 'endsAt']);
    expect(await refused(id, { revision: 1, endsAt: inDays(31) })).toEqual([422, 'shadow_too_long', 'endsAt']);
    expect(await refused(id, { revision: 1, endsAt: 'soon' })).toEqual([400, 'validation_failed', 'endsAt']);
    expect(await refused(id, { revision: 7 })).toEqual([409, 'revision_conflict', 'revision']);
    expect(await refused(id, { version: 7 })).toEqual([404, 'version_not_found', 'version']);
    expect(await refused(id, {})).toEqual([400, 'validation_failed', 'revision']);
    expect(await refused(id, { revision: 1, version: 1 })).toEqual([400, 'validation_failed', 'revision']);
    expect(await refused(id, { revision: 1, days: 7 })).toEqual([400, 'validation_failed', 'days']);
    expect(await refused('99999', { revision: 1 })).toEqual([404, 'flow_not_found', 'id']);
    const broken = await shadows.draft(draw({ name: '坏', on: paid, if: [amountOver(1)], then: [add('nothing')] }));
    expect(await refused(broken.id, { revision: 1 })).toEqual([422, 'flow_invalid', 'a0']);
    await publish(app, draw({ name: '甲', if: [has('one')], then: [add('two')] }), 'new_events');
    const loop = await shadows.draft(draw({ name: '乙', if: [has('two')], then: [add('one')] }));
    expect((await refused(loop.id, { revision: 1 })).slice(0, 2)).toEqual([422, 'flow_loop']);
  });

  it('is nothing to see where there is none, or no flow', async () => {
    const { id } = await shadows.draft(over(100));
    const path = `/api/v1/flows/${id}/shadow`;
    expect((await app.client.get(path)).body).toEqual({ shadow: null });
    expect(await app.client.get(`${path}/differences`)).toMatchObject({
      status: 404,
      body: { error: { code: 'shadow_not_found' } },
    });
    expect(await app.client.delete(path)).toMatchObject({ status: 404, body: { error: { code: 'shadow_not_found' } } });
    expect(await app.client.get('/api/v1/flows/99999/shadow')).toMatchObject({
      status: 404,
      body: { error: { code: 'flow_not_found' } },
    });
    for (const query of ['limit=0', 'limit=101', 'after=x', 'kind=all', 'page=2'])
      expect((await app.client.get(`${path}/differences?${query}`)).status).toBe(400);
  });

  it('is not for those who may only read', async () => {
    const { id } = await shadows.of(over(100));
    const { client } = await signedIn(app, 'viewer');
    const path = `/api/v1/flows/${id}/shadow`;
    expect((await client.get(path)).status).toBe(200);
    expect((await client.get(`${path}/differences`)).status).toBe(200);
    expect((await client.post(path, { revision: 1 })).status).toBe(403);
    expect((await client.delete(path)).status).toBe(403);
    expect((await app.anonymous.get(path)).status).toBe(401);
  });

  it('is to outlive its flow', async () => {
    const { id } = await shadows.of(over(100));
    await people.does('jim', 'paid', { amount: 200 });
    expect((await app.client.delete(`/api/v1/flows/${id}`)).status).toBe(204);
    await people.does('jim', 'paid', { amount: 300 });
    const { rows } = await database.query('SELECT FROM shadows WHERE flow_id = $1', [id]);
    expect(rows).toEqual([]);
    expect(await people.tags('jim')).toContain('three');
  });
});
