import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ChangesResponse,
  ErrorBody,
  Flow,
  FlowDetail,
  FlowVersion,
  PublishResponse,
  ReachResponse,
  RollBackResponse,
  Run,
  StopFlowResponse,
  VersionDiff,
} from '@tagloom/contracts';
import { localDay } from '@tagloom/rule-engine';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { seedCustomers, type Seed } from '../../testing/seed-customers.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { waitFor } from '../../testing/wait-for.js';

const inCity = (value: string) => ({ fact: 'profile.city', operator: 'equal', value });

describe('versions of a flow', () => {
  let test: TestApp;
  let seed: Seed;

  beforeAll(async () => {
    test = await createTestApp();
    seed = await seedCustomers(test.database.pool, 60, localDay({ now: new Date(), timeZone: 'Asia/Shanghai' }));
    await test.database.pool.query("UPDATE customers SET tags = '{}'");
  });
  afterAll(() => test.close());

  const create = async (flow: Flow) => (await test.client.post<FlowDetail>('/api/v1/flows', { flow })).body.id;
  const find = async (id: string) => (await test.client.get<FlowDetail>(`/api/v1/flows/${id}`)).body;
  const save = async (id: string, flow: Flow) =>
    test.client.put(`/api/v1/flows/${id}/draft`, { flow, revision: (await find(id)).revision });
  const ended = (run: Run | null) =>
    waitFor(
      async () => (await test.client.get<Run>(`/api/v1/runs/${run?.id}`)).body,
      ({ status }) => status !== 'queued' && status !== 'running',
    );
  const publish = async (id: string, apply: object = { apply: 'new_events' }) => {
    const { revision } = await find(id);
    const { body, status } = await test.client.post<PublishResponse>(`/api/v1/flows/${id}/publish`, {
      ...apply,
      revision,
    });
    expect({ status, body }).toMatchObject({ status: 200 });
    if (body.run) await ended(body.run);
    return body;
  };
  const customersWith = async (key: 'vip' | 'potential') => {
    const { rows } = await test.database.pool.query<{ id: string }>(
      'SELECT id::text AS id FROM customers c WHERE tags @> $1 ORDER BY c.id',
      [[seed.tags[key]]],
    );
    return rows.map(({ id }) => id);
  };
  const living = (city: string) => seed.customers.filter((one) => one.city === city).map(({ id }) => id);

  it('are compared in a sentence and node by node, the draft too', async () => {
    const id = await create(drawFlow('两版', [inCity('上海')], [addTag('vip')]));
    await publish(id);
    await save(id, drawFlow('两版', [inCity('北京')], [addTag('vip')]));
    const { body } = await test.client.get<VersionDiff>(`/api/v1/flows/${id}/versions/1/diff/draft`);
    expect(body.differences).toMatchObject([{ subject: 'node', change: 'changed', nodeIds: ['c0'] }]);
    expect(body.sentence['zh-CN'].filter(({ change }) => change !== 'kept')).toEqual([
      { change: 'removed', text: '「上海」' },
      { change: 'added', text: '「北京」' },
    ]);
    await publish(id, { apply: 'new_events', note: '换城市' });
    const second = await test.client.get<VersionDiff>(`/api/v1/flows/${id}/versions/2/diff/1`);
    expect(second.body.sentence['zh-CN'].filter(({ change }) => change === 'added')).toEqual([
      { change: 'added', text: '「上海」' },
    ]);
    const versions = (await test.client.get<FlowVersion[]>(`/api/v1/flows/${id}/versions`)).body;
    expect(versions).toMatchObject([
      { version: 2, note: '换城市', appliesTo: 'new_events', since: null },
      { version: 1, note: null },
    ]);
    expect(await test.client.get<ErrorBody>(`/api/v1/flows/${id}/versions/1/diff/9`)).toMatchObject({
      status: 404,
      body: { error: { code: 'version_not_found', path: 'version' } },
    });
    expect((await test.client.get<ErrorBody>(`/api/v1/flows/${id}/versions/0/diff/x`)).status).toBe(400);
  });

  it('come back as the draft, which is published like any other', async () => {
    const id = await create(drawFlow('回退', [inCity('上海')], [addTag('vip')]));
    await publish(id);
    await save(id, drawFlow('回退', [inCity('北京')], [addTag('vip')]));
    await publish(id);
    const stale = await test.client.post<ErrorBody>(`/api/v1/flows/${id}/rollback`, { version: 1, revision: 1 });
    expect(stale).toMatchObject({
      status: 409,
      body: { error: { code: 'revision_conflict', params: { revision: 2 } } },
    });
    const back = await test.client.post<RollBackResponse>(`/api/v1/flows/${id}/rollback`, { version: 1, revision: 2 });
    expect(back).toMatchObject({ status: 200, body: { revision: 3 } });
    expect(await find(id)).toMatchObject({
      version: 2,
      hasUnpublishedEdits: true,
      draft: { nodes: [{}, { id: 'c0' }, {}, {}] },
    });
    expect(JSON.stringify((await find(id)).draft)).toContain('上海');
    expect((await publish(id)).version).toBe(3);
  });

  it('stay in the past when a tag of theirs is gone: the node is named and nothing changes', async () => {
    const tag = { key: 'passing', name: { 'zh-CN': '临时' }, kind: 'flag', category: 'basic' };
    const { body: made } = await test.client.post<{ id: string }>('/api/v1/tags', tag);
    const id = await create(
      drawFlow('旧标签', [{ fact: 'tag.passing', operator: 'equal', value: true }], [addTag('vip')]),
    );
    await publish(id);
    await save(id, drawFlow('旧标签', [inCity('上海')], [addTag('vip')]));
    await publish(id);
    expect((await test.client.delete(`/api/v1/tags/${made.id}`)).status).toBeLessThan(300);
    const before = await find(id);
    const refused = await test.client.post<ErrorBody>(`/api/v1/flows/${id}/rollback`, { version: 1, revision: 2 });
    expect(refused).toMatchObject({
      status: 422,
      body: { error: { code: 'flow_invalid', path: 'c0', issues: [{ path: 'c0', code: 'unknown_fact' }] } },
    });
    expect(await find(id)).toEqual(before);
  });

  it('may be for those alone who had an event since a date; others take part once they had one', async () => {
    const [one, other, third] = living('上海');
    await test.database.pool.query("UPDATE customers SET last_seen_at = now() - interval '30 days'");
    await test.database.pool.query("UPDATE customers SET last_seen_at = now() - interval '1 day' WHERE id = $1", [one]);
    const since = new Date(Date.now() - 7 * 86_400_000).toISOString();
    const id = await create(drawFlow('近一周', [inCity('上海')], [addTag('potential')]));
    const reach = (body: object) => test.client.post<ReachResponse>(`/api/v1/flows/${id}/reach`, body);
    expect((await reach({ apply: 'since', since })).body).toMatchObject({ customers: 1 });
    expect((await reach({ apply: 'everyone' })).body).toMatchObject({ customers: 60 });
    expect((await reach({ apply: 'everyone' })).body.seconds).toBeGreaterThan(0);
    expect((await reach({ apply: 'new_events' })).body).toEqual({ customers: 0, seconds: 0 });
    const { run } = await publish(id, { apply: 'since', since });
    expect(run).toMatchObject({ total: 1 });
    expect(await ended(run)).toMatchObject({ status: 'done', total: 1, done: 1, changed: 1 });
    expect(await customersWith('potential')).toEqual([one]);
    const reviewed = 'UPDATE customers SET last_seen_at = now() - $2::interval, next_review_at = now() WHERE id = $1';
    await test.database.pool.query(reviewed, [other, '2 days']);
    await test.database.pool.query(reviewed, [third, '30 days']);
    await waitFor(
      async () => (await test.database.pool.query('SELECT FROM customers WHERE next_review_at <= now()')).rowCount,
      (waiting) => waiting === 0,
    );
    expect(await customersWith('potential')).toEqual([one, other].sort((a, b) => Number(a) - Number(b)));
    const [{ appliesTo, since: stored }] = (await test.client.get<FlowVersion[]>(`/api/v1/flows/${id}/versions`)).body;
    expect({ appliesTo, stored }).toEqual({ appliesTo: 'since', stored: since });
  });

  it.each([
    ['no date', { apply: 'since' }],
    ['a date that goes with nothing', { apply: 'everyone', since: '2026-01-01T00:00:00Z' }],
    ['a date to come', { apply: 'since', since: '2999-01-01T00:00:00Z' }],
  ])('refuse %s', async (_, body) => {
    const id = await create(drawFlow('坏日期', [inCity('上海')], [addTag('vip')]));
    const refused = { status: 400, body: { error: { code: 'validation_failed', path: 'since' } } };
    expect(await test.client.post(`/api/v1/flows/${id}/reach`, body)).toMatchObject(refused);
    expect(await test.client.post(`/api/v1/flows/${id}/publish`, { ...body, revision: 1 })).toMatchObject(refused);
    expect((await find(id)).status).toBe('draft');
  });

  describe('of a flow that is stopped', () => {
    let id: string;
    let stopped: Run;
    const byHand = () => living('北京')[0];

    it('are asked no more, and what they claimed is taken back by a run, with who and why', async () => {
      id = await create(drawFlow('要停的', [inCity('北京')], [addTag('vip')]));
      await publish(id, { apply: 'everyone' });
      expect(await customersWith('vip')).toEqual(living('北京'));
      await test.client.post(`/api/v1/customers/${byHand()}/tags`, { tag: 'vip' });
      const designer = await signedIn(test, 'designer', '林设计');
      const { status, body } = await designer.client.post<StopFlowResponse>(`/api/v1/flows/${id}/stop`, {
        note: '活动结束',
      });
      expect({ status, run: body.run }).toMatchObject({ status: 200, run: { kind: 'stop', flowId: id } });
      stopped = await ended(body.run);
      const held = living('北京').length;
      expect(stopped).toMatchObject({ status: 'done', total: held, done: held, changed: held - 1 });
      expect(await customersWith('vip')).toEqual([byHand()]);
      const { items } = (
        await test.client.get<ChangesResponse>(`/api/v1/changes?customer=${living('北京')[1]}&tag=vip`)
      ).body;
      expect(items[0]).toMatchObject({ kind: 'retracted', reason: '活动结束', flowId: id, runId: stopped.id });
      expect(JSON.stringify(items[0])).toContain('林设计');
    });

    it('show as stopped, and are no reason to stop again', async () => {
      expect(await find(id)).toMatchObject({ status: 'stopped', version: null, published: null, customers: 0 });
      expect(await test.client.post<ErrorBody>(`/api/v1/flows/${id}/stop`, {})).toMatchObject({
        status: 409,
        body: { error: { code: 'flow_not_published' } },
      });
    });

    it('may come again: everything is given anew', async () => {
      expect((await publish(id, { apply: 'everyone' })).version).toBe(2);
      expect(await find(id)).toMatchObject({ status: 'published', version: 2 });
      expect(await customersWith('vip')).toEqual(living('北京'));
    });

    it('wait with publishing until all is taken back', async () => {
      const { rows } = await test.database.pool.query<{ id: string }>(
        `INSERT INTO runs (kind, title, flow_id, flow_version, started_by, status, cancel_requested)
         VALUES ('stop', '停', $1, 2, '测试', 'running', false) RETURNING id`,
        [id],
      );
      const refused = await test.client.post<ErrorBody>(`/api/v1/flows/${id}/publish`, {
        apply: 'new_events',
        revision: 1,
      });
      await test.database.pool.query("UPDATE runs SET status = 'cancelled', finished_at = now() WHERE id = $1", [
        rows[0].id,
      ]);
      expect(refused).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
      expect((await find(id)).version).toBe(2);
    });
  });
});
