import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ErrorBody,
  Flow,
  FlowDetail,
  FlowHealth,
  FlowVersion,
  InboxResponse,
  PublishResponse,
  Run,
  ScheduleResponse,
} from '@tagloom/contracts';
import { localDay } from '@tagloom/rule-engine';
import { MovingClock } from '../../../test/support/moving-clock.js';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { seedCustomers, type Seed } from '../../testing/seed-customers.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.js';
import { waitFor } from '../../testing/wait-for.js';
import { FlowStats } from '../evaluation/flow-stats.js';
import { ScheduleRunner } from './schedule-runner.js';

const START = '2026-03-02T02:00:00.000Z';
const at = (minutes: number) => new Date(Date.parse(START) + minutes * 60_000).toISOString();
const inCity = (value: string) => ({ fact: 'profile.city', operator: 'equal', value });

describe('flows on schedule', () => {
  let database: TestDatabase;
  let test: TestApp;
  let second: TestApp;
  let seed: Seed;
  let designer: Awaited<ReturnType<typeof signedIn>>;
  const clock = new MovingClock(START);

  beforeAll(async () => {
    database = await createTestDatabase();
    test = await createTestApp({ clock, database });
    second = await createTestApp({ clock, database });
    seed = await seedCustomers(database.pool, 40, localDay({ now: clock.now(), timeZone: 'Asia/Shanghai' }));
    await database.pool.query("UPDATE customers SET tags = '{}'");
    designer = await signedIn(test, 'designer', '林设计');
  });
  afterAll(async () => {
    await second.close();
    await test.close();
    await database.drop();
  });

  const create = async (flow: Flow) => (await designer.client.post<FlowDetail>('/api/v1/flows', { flow })).body.id;
  const find = async (id: string) => (await test.client.get<FlowDetail>(`/api/v1/flows/${id}`)).body;
  const put = <T = ScheduleResponse>(id: string, body: object) =>
    designer.client.put<T>(`/api/v1/flows/${id}/schedule`, { apply: 'new_events', revision: 1, ...body });
  const scheduled = async (id: string) =>
    (await test.client.get<ScheduleResponse>(`/api/v1/flows/${id}/schedule`)).body.schedule;
  const both = () => Promise.all([test, second].map(({ app }) => app.get(ScheduleRunner).look()));
  const inbox = async () => (await designer.client.get<InboxResponse>('/api/v1/inbox')).body.items;
  const soon = () => new Date(clock.now().getTime() + 60_000).toISOString();

  it('are published at their moment, once, by whoever scheduled them, whichever process looks', async () => {
    const id = await create(drawFlow('定时', [inCity('上海')], [addTag('vip')]));
    const saved = await put(id, { publishAt: at(10), expireAt: at(20), apply: 'everyone', note: '三月活动' });
    expect(saved).toMatchObject({
      status: 200,
      body: { schedule: { publishAt: at(10), expireAt: at(20), by: '林设计', publishOutcome: null } },
    });
    await both();
    expect((await find(id)).status).toBe('draft');
    clock.moveTo(at(10));
    await both();
    const versions = (await test.client.get<FlowVersion[]>(`/api/v1/flows/${id}/versions`)).body;
    expect(versions).toMatchObject([{ version: 1, publishedBy: '林设计', note: '三月活动', appliesTo: 'everyone' }]);
    expect(await scheduled(id)).toMatchObject({
      publishOutcome: { at: at(10), status: 'done', error: null },
      expireOutcome: null,
    });
    await waitFor(
      async () => (await find(id)).customers,
      (customers) => customers === seed.customers.filter(({ city }) => city === '上海').length,
    );
    clock.moveTo(at(20));
    await both();
    expect(await find(id)).toMatchObject({ status: 'stopped' });
    expect(await scheduled(id)).toMatchObject({ expireOutcome: { status: 'done' } });
    await waitFor(
      async () => (await test.client.get<Run[]>('/api/v1/runs')).body.filter(({ kind }) => kind === 'stop'),
      (runs) => runs.length === 1 && runs[0].status === 'done',
    );
    expect((await find(id)).customers).toBe(0);
  });

  it('are not published when the draft was edited meanwhile: the schedule says why, and the person is told', async () => {
    const flow = drawFlow('改过的', [inCity('上海')], [addTag('vip')]);
    const id = await create(flow);
    const publishAt = soon();
    await put(id, { publishAt });
    await designer.client.put(`/api/v1/flows/${id}/draft`, { flow: { ...flow, name: '改过的二' }, revision: 1 });
    const before = (await inbox()).length;
    clock.moveTo(publishAt);
    await both();
    expect((await find(id)).status).toBe('draft');
    expect(await scheduled(id)).toMatchObject({
      publishOutcome: { status: 'refused', error: { code: 'revision_conflict', hint: expect.any(String) } },
    });
    const messages = await inbox();
    expect(messages).toHaveLength(before + 1);
    expect(messages[0]).toMatchObject({
      kind: 'schedule_refused',
      customerId: null,
      flowId: id,
      title: '定时发布没有执行',
      text: '排期之后草稿又有改动。请确认新内容，再重新排期。',
    });
    await both();
    expect(await inbox()).toHaveLength(before + 1);
  });

  it('are refused by what would refuse them by hand: problems, with their nodes', async () => {
    const id = await create(drawFlow('有问题', [inCity('上海')], [addTag('nothing')]));
    const publishAt = soon();
    await put(id, { publishAt });
    clock.moveTo(publishAt);
    await both();
    expect(await scheduled(id)).toMatchObject({
      publishOutcome: { status: 'refused', error: { code: 'flow_invalid', issues: [{ path: 'a0' }] } },
    });
    expect((await find(id)).status).toBe('draft');
  });

  it('are refused when whoever scheduled them may not publish any more', async () => {
    const id = await create(drawFlow('离任', [inCity('上海')], [addTag('vip')]));
    const leaver = await signedIn(test, 'designer', '要走的');
    const publishAt = soon();
    await leaver.client.put(`/api/v1/flows/${id}/schedule`, { publishAt, apply: 'new_events', revision: 1 });
    await database.pool.query("UPDATE department_roles SET role = 'viewer' WHERE user_id = $1", [leaver.id]);
    clock.moveTo(publishAt);
    await both();
    expect(await scheduled(id)).toMatchObject({ publishOutcome: { status: 'refused', error: { code: 'forbidden' } } });
    expect((await find(id)).status).toBe('draft');
  });

  it.each<[string, () => object, number, string, string]>([
    ['a moment that has passed', () => ({ publishAt: at(-1) }), 422, 'schedule_in_past', 'publishAt'],
    ['an end that has passed', () => ({ publishAt: soon(), expireAt: at(-1) }), 422, 'schedule_in_past', 'expireAt'],
    [
      'an end before the beginning',
      () => ({ publishAt: at(9000), expireAt: at(8000) }),
      400,
      'validation_failed',
      'expireAt',
    ],
    ['no moment at all', () => ({}), 400, 'validation_failed', 'publishAt'],
    ['a stale draft', () => ({ publishAt: soon(), revision: 7 }), 409, 'revision_conflict', 'revision'],
    ['the end of what is not published', () => ({ expireAt: soon() }), 409, 'flow_not_published', 'expireAt'],
  ])('refuse %s, and change nothing', async (_, body, status, code, path) => {
    const id = await create(drawFlow('坏排期', [inCity('上海')], [addTag('vip')]));
    expect(await put<ErrorBody>(id, body())).toMatchObject({ status, body: { error: { code } } });
    const { error } = (await put<ErrorBody>(id, body())).body;
    expect([error.path, error.issues?.[0]?.path]).toContain(path);
    expect(await scheduled(id)).toBeNull();
  });

  it('are left alone when the schedule is taken back', async () => {
    const id = await create(drawFlow('取消', [inCity('上海')], [addTag('vip')]));
    const publishAt = soon();
    await put(id, { publishAt });
    await designer.client.delete(`/api/v1/flows/${id}/schedule`);
    clock.moveTo(publishAt);
    await both();
    expect(await find(id)).toMatchObject({ status: 'draft' });
  });

  it('tell how they fare by day: asked, fired, fired without change, and overridden by hand', async () => {
    const id = await create(drawFlow('健康', [inCity('上海')], [addTag('potential')]));
    const before = await test.client.get<FlowHealth>(`/api/v1/flows/${id}/health`);
    expect(before.body).toEqual({ flowId: id, lastFiredAt: null, blocked: null, days: [] });
    const living = seed.customers.filter(({ city }) => city === '上海').map((one) => one.id);
    const away = seed.customers.find(({ city }) => city !== '上海') as { id: string };
    await test.client.post<PublishResponse>(`/api/v1/flows/${id}/publish`, { apply: 'everyone', revision: 1 });
    await waitFor(
      async () => (await find(id)).customers,
      (customers) => customers === living.length,
    );
    await database.pool.query('UPDATE customers SET next_review_at = $2 WHERE id = ANY($1)', [
      [living[1], away.id],
      clock.now(),
    ]);
    await waitFor(
      async () =>
        (await database.pool.query('SELECT FROM customers WHERE next_review_at <= $1', [clock.now()])).rowCount,
      (waiting) => waiting === 0,
    );
    await test.client.delete(`/api/v1/customers/${living[0]}/tags`, { tag: 'potential' });
    await Promise.all([test, second].map(({ app }) => app.get(FlowStats).flush()));
    const { days, lastFiredAt } = (await test.client.get<FlowHealth>(`/api/v1/flows/${id}/health`)).body;
    // by the run for those who get it, by a review of one who has it and one who does not, and by the edit by hand
    const counters = days.find(({ asked }) => asked > 0);
    expect(counters).toMatchObject({ asked: living.length + 3, fired: living.length + 2, unchanged: 2 });
    expect(days.reduce((sum, { overrides }) => sum + overrides, 0)).toBe(1);
    expect(lastFiredAt).toBe(clock.now().toISOString());
    await Promise.all([test, second].map(({ app }) => app.get(FlowStats).flush()));
    expect((await test.client.get<FlowHealth>(`/api/v1/flows/${id}/health`)).body.days).toEqual(days);
  });
});
