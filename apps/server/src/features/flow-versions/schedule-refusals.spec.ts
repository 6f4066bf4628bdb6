import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ActionData,
  ErrorBody,
  Flow,
  FlowDetail,
  FlowReview,
  FlowVersion,
  GuardSettings,
  InboxResponse,
  PublishResponse,
  Run,
  ScheduleResponse,
} from '@tagloom/contracts';
import { MovingClock } from '../../../test/support/moving-clock.js';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { seedCustomers } from '../../testing/seed-customers.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';
import { ScheduleRunner } from './schedule-runner.js';

const clock = new MovingClock('2026-03-02T02:00:00.000Z');
const shanghai = { fact: 'profile.city', operator: 'equal', value: '上海' };
const has = (tag: string) => ({ fact: `tag.${tag}`, operator: 'equal', value: true });
const removeTag = (tag: string): ActionData => ({ action: 'removeTag', tag, membership: 'while' });

describe('a scheduled publication that is refused at its moment', () => {
  let test: TestApp;
  let [ann, ben]: TestClient[] = [];

  beforeAll(async () => {
    test = await createTestApp({ clock });
    await seedCustomers(test.database.pool, 40, 20_000);
    await test.database.pool.query("UPDATE customers SET tags = '{}', p_city = '上海'");
    for (const key of ['star', 'sleeping']) {
      const tag = { key, name: { 'zh-CN': key }, kind: 'flag', category: 'value' };
      expect((await test.client.post('/api/v1/tags', tag)).status).toBe(201);
    }
    ann = (await signedIn(test, 'designer', '安')).client;
    ben = (await signedIn(test, 'designer', '本')).client;
  });
  afterAll(() => test.close());

  const setGuard = (settings: GuardSettings) => test.client.put('/api/v1/settings/guard', settings);
  const create = async (flow: Flow) => (await ann.post<FlowDetail>('/api/v1/flows', { flow })).body.id;
  const schedule = async (id: string, body: object = {}) => {
    const publishAt = new Date(clock.now().getTime() + 60_000).toISOString();
    const saved = await ann.put(`/api/v1/flows/${id}/schedule`, {
      publishAt,
      apply: 'new_events',
      revision: 1,
      ...body,
    });
    expect(saved.status).toBe(200);
    return publishAt;
  };
  const publishNow = async (flow: Flow) => {
    const { id } = (await ben.post<FlowDetail>('/api/v1/flows', { flow })).body;
    const published = await ben.post<PublishResponse>(`/api/v1/flows/${id}/publish`, {
      apply: 'new_events',
      revision: 1,
    });
    expect(published.status).toBe(200);
    return id;
  };
  const comeTo = async (moment: string) => {
    clock.moveTo(moment);
    await test.app.get(ScheduleRunner).look();
  };
  /** Everything that a publication leaves. */
  const left = async (id: string) => {
    const { rows } = await test.database.pool.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM flow_versions WHERE flow_id = $1) AS versions,
         (SELECT count(*)::int FROM claim_slots WHERE flow_id = $1) AS slots,
         (SELECT count(*)::int FROM runs WHERE flow_id = $1) AS runs`,
      [id],
    );
    return rows[0];
  };
  const expectRefused = async (id: string, code: string, text: string) => {
    const { schedule: found } = (await ann.get<ScheduleResponse>(`/api/v1/flows/${id}/schedule`)).body;
    expect(found?.publishOutcome).toMatchObject({
      status: 'refused',
      at: clock.now().toISOString(),
      error: { code, hint: expect.any(String) },
    });
    expect((await ann.get<FlowDetail>(`/api/v1/flows/${id}`)).body).toMatchObject({ status: 'draft', revision: 1 });
    expect((await ann.get<FlowVersion[]>(`/api/v1/flows/${id}/versions`)).body).toEqual([]);
    expect(await left(id)).toEqual({ versions: 0, slots: 0, runs: 0 });
    const told = (await ann.get<InboxResponse>('/api/v1/inbox')).body.items.filter(({ flowId }) => flowId === id);
    expect(told).toMatchObject([{ kind: 'schedule_refused', title: '定时发布没有执行', text }]);
    // it is an answer, and no failure to be tried again
    await test.app.get(ScheduleRunner).look();
    expect((await ann.get<InboxResponse>('/api/v1/inbox')).body.items.filter(({ flowId }) => flowId === id)).toEqual(
      told,
    );
    return found?.publishOutcome?.error;
  };

  it('by a golden customer who fails by then: the schedule names them', async () => {
    const id = await create(drawFlow('黄金', [shanghai], [addTag('vip')]));
    const moment = await schedule(id);
    const golden = {
      name: '小红',
      facts: { 'profile.city': '北京' },
      now: null,
      expected: [{ sign: '+', tag: 'vip' }],
    };
    await ann.put(`/api/v1/flows/${id}/golden`, { revision: 0, cases: [golden] });
    await comeTo(moment);
    const error = await expectRefused(id, 'golden_failed', '有黄金样例没有得到预期结果。');
    expect(error).toMatchObject({ path: 'golden.0', params: { failed: 1, cases: [{ name: '小红' }] } });
  });

  it('by the guard, as long as nobody else has approved it', async () => {
    await setGuard({ share: 20, minCustomers: 10 });
    const id = await create(drawFlow('影响大', [shanghai], [addTag('vip')]));
    await ann.post<FlowReview>(`/api/v1/flows/${id}/reviews`, { revision: 1 });
    await comeTo(await schedule(id, { apply: 'everyone' }));
    const error = await expectRefused(id, 'review_required', '影响的客户较多，需要另一位同事先审核。');
    expect(error).toMatchObject({ params: { total: 40, limit: 20 } });

    const [{ id: review }] = (await ben.get<FlowReview[]>(`/api/v1/flows/${id}/reviews`)).body;
    await ben.post(`/api/v1/flows/${id}/reviews/${review}/decide`, { decision: 'approve' });
    await comeTo(await schedule(id, { apply: 'everyone' }));
    const { schedule: done } = (await ann.get<ScheduleResponse>(`/api/v1/flows/${id}/schedule`)).body;
    expect(done?.publishOutcome).toMatchObject({ status: 'done' });
    await setGuard({ share: 100, minCustomers: 0 });
  });

  it('by a circle that a publication of meanwhile closes: the way around is named', async () => {
    const id = await create(drawFlow('绕回来', [has('star')], [addTag('potential')]));
    const moment = await schedule(id);
    const other = await publishNow(drawFlow('先一步', [has('potential')], [addTag('star')]));
    await comeTo(moment);
    const error = await expectRefused(id, 'flow_loop', '它和其他规则互相等待对方的标签，形成了循环。');
    const path = (error?.params as { path: { id: string; name: string }[] }).path;
    expect(new Set(path.map((step) => step.id))).toEqual(new Set([id, other]));
  });

  it('by a rule of meanwhile that does the opposite: both are named', async () => {
    const id = await create(drawFlow('给', [shanghai], [addTag('sleeping')]));
    const moment = await schedule(id);
    const other = await publishNow(drawFlow('不给', [shanghai], [removeTag('sleeping')]));
    await comeTo(moment);
    const text = '排期之后发布的另一条规则和它的动作相反。请确认两条规则，再重新排期。';
    const error = await expectRefused(id, 'flow_conflict', text);
    expect(error).toMatchObject({
      path: 'a0',
      params: { flows: [{ id: other, name: '不给' }] },
      issues: [{ code: 'conflict' }],
    });
    // who schedules it anew has seen the other one
    await comeTo(await schedule(id));
    const { schedule: done } = (await ann.get<ScheduleResponse>(`/api/v1/flows/${id}/schedule`)).body;
    expect(done?.publishOutcome).toMatchObject({ status: 'done' });
  });

  it('by its own end, which is still under way', async () => {
    const flow = drawFlow('还在停', [shanghai], [addTag('vip')]);
    const id = await create(flow);
    const { rows } = await test.database.pool.query<{ id: string }>(
      `INSERT INTO runs (kind, title, flow_id, flow_version, started_by, status) VALUES ('stop', '停', $1, 1, '测试', 'running') RETURNING id`,
      [id],
    );
    await comeTo(await schedule(id));
    const { schedule: found } = (await ann.get<ScheduleResponse>(`/api/v1/flows/${id}/schedule`)).body;
    expect(found?.publishOutcome).toMatchObject({
      status: 'refused',
      error: { code: 'conflict', params: { run: rows[0].id } },
    });
    expect((await ann.get<Run>(`/api/v1/runs/${rows[0].id}`)).body.status).not.toBe('done');
    expect((await ann.get<FlowVersion[]>(`/api/v1/flows/${id}/versions`)).body).toEqual([]);
    await test.database.pool.query("UPDATE runs SET status = 'cancelled', finished_at = now() WHERE id = $1", [
      rows[0].id,
    ]);
    const refused = await ann.post<ErrorBody>(`/api/v1/flows/${id}/stop`, {});
    expect(refused.body.error.code).toBe('flow_not_published');
  });
});
