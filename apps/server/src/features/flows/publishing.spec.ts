import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ChangesResponse,
  CustomerDetail,
  ErrorBody,
  Explanation,
  Flow,
  FlowDetail,
  FlowSummary,
  FlowVersion,
  Overview,
  PublishResponse,
  Run,
  TimelineResponse,
  WhyResponse,
} from '@tagloom/contracts';
import { localDay } from '@tagloom/rule-engine';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { seedCustomers, type Seed } from '../../testing/seed-customers.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { waitFor } from '../../testing/wait-for.js';

const shanghai = { fact: 'profile.city', operator: 'equal', value: '上海' };

describe('publishing', () => {
  let test: TestApp;
  let seed: Seed;
  let flowId: string;

  beforeAll(async () => {
    test = await createTestApp();
    seed = await seedCustomers(test.database.pool, 60, localDay({ now: new Date(), timeZone: 'Asia/Shanghai' }));
    await test.database.pool.query("UPDATE customers SET tags = '{}'");
  });
  afterAll(() => test.close());

  const create = async (flow: Flow) => (await test.client.post<FlowDetail>('/api/v1/flows', { flow })).body;
  const publish = <T = PublishResponse>(id: string, body: object) =>
    test.client.post<T>(`/api/v1/flows/${id}/publish`, body);
  const customer = async (id: string) => (await test.client.get<CustomerDetail>(`/api/v1/customers/${id}`)).body;
  const inShanghai = () => seed.customers.filter(({ city }) => city === '上海');

  it('tags everyone who matches, with progress, and remembers the version', async () => {
    const draft = await create(drawFlow('上海顾客', [shanghai], [addTag('vip')]));
    flowId = draft.id;
    expect(draft).toMatchObject({ status: 'draft', version: null, revision: 1, published: null });
    const published = await publish(flowId, { apply: 'everyone', revision: 1, note: '首次发布' });
    expect(published).toMatchObject({
      status: 200,
      body: { version: 1, run: { kind: 'backfill', total: 60, flowId } },
    });
    const runId = (published.body.run as Run).id;
    const run = await waitFor(
      async () => (await test.client.get<Run>(`/api/v1/runs/${runId}`)).body,
      ({ status }) => status !== 'queued' && status !== 'running',
    );
    expect(run).toMatchObject({
      status: 'done',
      done: 60,
      changed: inShanghai().length,
      secondsLeft: null,
      error: null,
    });
    const { rows } = await test.database.pool.query<{ id: string }>(
      'SELECT id::text AS id FROM customers c WHERE tags @> $1 ORDER BY c.id',
      [[seed.tags.vip]],
    );
    expect(rows.map(({ id }) => id)).toEqual(inShanghai().map(({ id }) => id));

    const versions = (await test.client.get<FlowVersion[]>(`/api/v1/flows/${flowId}/versions`)).body;
    expect(versions).toMatchObject([{ version: 1, note: '首次发布', flow: { name: '上海顾客' } }]);
    expect(versions[0].sentence['zh-CN']).toContain('上海');
    const [summary] = (await test.client.get<FlowSummary[]>('/api/v1/flows')).body;
    expect(summary).toMatchObject({
      status: 'published',
      version: 1,
      hasUnpublishedEdits: false,
      customers: inShanghai().length,
    });
  });

  it('says why a customer has the tag, with the value that was compared', async () => {
    const [{ id }] = inShanghai();
    const { body } = await test.client.get<WhyResponse>(`/api/v1/customers/${id}/why?tag=vip`);
    expect(body.tag).toMatchObject({
      state: 'held',
      claims: [{ source: 'flow', sourceId: flowId, flowVersion: 1, deciding: true }],
    });
    expect(body.changes).toMatchObject([
      { kind: 'asserted', flowId, flowVersion: 1, before: { held: false }, after: { held: true } },
    ]);
    expect(JSON.stringify(body.changes[0].evidence)).toContain('"actual":"上海"');
    const byId = await test.client.get<WhyResponse>(`/api/v1/customers/${id}/why?tag=${seed.tags.vip}`);
    expect(byId.body).toEqual(body);
  });

  it('says why not', async () => {
    const { id } = seed.customers.find(({ city }) => city === '北京') as { id: string };
    const { body } = await test.client.get<Explanation>(`/api/v1/customers/${id}/explain?flow=${flowId}`);
    expect(body.nodes).toMatchObject({ c0: 'no', a0: 'no' });
    expect(body.nearestFlips[0]).toMatchObject({ fact: 'profile.city', actual: '北京', needed: '上海' });
    const why = await test.client.get<WhyResponse>(`/api/v1/customers/${id}/why?tag=vip`);
    expect(why.body).toMatchObject({ tag: { state: 'absent', claims: [] }, changes: [] });
  });

  it('lets a person outrank the flow, and keeps both in the history', async () => {
    const [, { id }] = inShanghai();
    const removed = await test.client.delete<CustomerDetail>(`/api/v1/customers/${id}/tags`, {
      tag: 'vip',
      reason: '顾客要求',
    });
    expect(removed).toMatchObject({ status: 200, body: { tags: [{ key: 'vip', state: 'forbidden' }] } });
    const why = (await test.client.get<WhyResponse>(`/api/v1/customers/${id}/why?tag=vip`)).body;
    expect(why.changes.map(({ kind, after }) => [kind, after.held])).toEqual([
      ['forbidden', false],
      ['asserted', true],
    ]);
    expect(why.changes[0]).toMatchObject({ reason: '顾客要求', flowId: null });
    const changes = await test.client.get<ChangesResponse>(`/api/v1/changes?customer=${id}&tag=vip`);
    expect(changes.body.items).toEqual(why.changes);
    const timeline = await test.client.get<TimelineResponse>(`/api/v1/customers/${id}/timeline`);
    expect(timeline.body.entries.map(({ kind }) => kind)).toEqual(['change', 'change']);

    const again = await test.client.post<CustomerDetail>(`/api/v1/customers/${id}/tags`, {
      tag: String(seed.tags.vip),
    });
    expect(again.body.tags).toMatchObject([{ key: 'vip', state: 'held' }]);
    expect((await customer(id)).tags[0].claims.map(({ source }) => source).sort()).toEqual(['flow', 'person']);
    const history = (await test.client.get<WhyResponse>(`/api/v1/customers/${id}/why?tag=vip`)).body.changes;
    expect(history.slice(0, 2).map(({ kind, before, after }) => [kind, before.held, after.held])).toEqual([
      ['asserted', false, true],
      ['unforbidden', false, false],
    ]);
  });

  it('pages through all changes once, newest first', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: ChangesResponse } = await test.client.get<ChangesResponse>(
        `/api/v1/changes?size=7&flow=${flowId}${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...body.items.map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(new Set(seen).size).toBe(inShanghai().length);
    expect(seen).toEqual([...seen].sort((a, b) => Number(b) - Number(a)));
  });

  it('checks the value of a tag by its kind', async () => {
    const [{ id }] = seed.customers;
    const refused = await test.client.post<ErrorBody>(`/api/v1/customers/${id}/tags`, { tag: 'grade', value: 'C' });
    expect(refused).toMatchObject({ status: 422, body: { error: { code: 'tag_value_invalid', path: 'value' } } });
    const graded = await test.client.post<CustomerDetail>(`/api/v1/customers/${id}/tags`, { tag: 'grade', value: 'B' });
    expect(graded.body.tags.find(({ key }) => key === 'grade')).toMatchObject({ state: 'held', value: 'B' });
    const removed = await test.client.delete<CustomerDetail>(`/api/v1/customers/${id}/tags?tag=grade`);
    expect(removed.body.tags.some(({ key }) => key === 'grade')).toBe(false);
  });

  it('shows the winner of an exclusive group beside the beaten tag', async () => {
    const { id } = seed.customers[3];
    await test.client.post(`/api/v1/customers/${id}/tags`, { tag: 'potential' });
    await test.client.post(`/api/v1/customers/${id}/tags`, { tag: 'active' });
    const states = (await customer(id)).tags
      .filter(({ key }) => key !== 'vip')
      .map(({ key, state, beatenBy }) => [key, state, beatenBy?.tagId]);
    expect(states).toEqual([
      ['potential', 'beaten', String(seed.tags.active)],
      ['active', 'held', undefined],
    ]);
    const overview = (await test.client.get<Overview>('/api/v1/overview')).body;
    expect(overview).toMatchObject({ customers: 60, backlog: 0, lifecycle: [{ customers: 0 }, { customers: 1 }] });
  });

  it('refuses a stale revision and names the current one', async () => {
    const refused = await publish<ErrorBody>(flowId, { apply: 'new_events', revision: 7 });
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { code: 'revision_conflict', params: { revision: 1 } } },
    });
  });

  it('refuses a flow with problems, naming the nodes, and writes nothing', async () => {
    const { id } = await create(
      drawFlow('坏流程', [{ fact: 'profile.city', operator: 'greaterThan', value: 3 }], [addTag('nothing')]),
    );
    const refused = await publish<ErrorBody>(id, { apply: 'everyone', revision: 1 });
    expect(refused).toMatchObject({ status: 422, body: { error: { code: 'flow_invalid' } } });
    expect(refused.body.error.issues?.map(({ path, code }) => [path, code]).sort()).toEqual([
      ['a0', 'unknown_tag'],
      ['c0', 'wrong_operator'],
    ]);
    expect((await test.client.get(`/api/v1/flows/${id}/versions`)).body).toEqual([]);
    const { rows } = await test.database.pool.query('SELECT 1 FROM runs WHERE flow_id = $1', [id]);
    expect(rows).toEqual([]);
  });

  it('refuses facts that nobody provides, which a draft may mention', async () => {
    const { id } = await create(
      drawFlow('外来', [{ fact: 'mood', operator: 'equal', value: 'good' }], [addTag('vip')]),
    );
    const refused = await publish<ErrorBody>(id, { apply: 'new_events', revision: 1 });
    expect(refused.body.error).toMatchObject({ code: 'flow_invalid', issues: [{ path: 'c0', code: 'foreign_fact' }] });
  });

  it('refuses a loop through the tags of other flows, and says along which path', async () => {
    const first = await create(
      drawFlow(
        '甲',
        [{ fact: 'tag.potential', operator: 'equal', value: true }],
        [{ action: 'setTag', tag: 'grade', value: 'A', membership: 'while' }],
      ),
    );
    expect((await publish(first.id, { apply: 'new_events', revision: 1 })).status).toBe(200);
    const second = await create(
      drawFlow('乙', [{ fact: 'tag.grade', operator: 'equal', value: 'A' }], [addTag('potential')]),
    );
    const refused = await publish<ErrorBody>(second.id, { apply: 'everyone', revision: 1 });
    expect(refused).toMatchObject({ status: 422, body: { error: { code: 'flow_loop' } } });
    expect(refused.body.error.message).toMatch(/甲.*乙|乙.*甲/);
  });

  it('publishes for new events without a run, as the next version', async () => {
    const edited = async () => (await test.client.get<FlowDetail>(`/api/v1/flows/${flowId}`)).body.hasUnpublishedEdits;
    const moved = drawFlow('上海顾客', [shanghai], [addTag('vip')]);
    for (const node of moved.nodes) node.position = { x: node.position.x + 40, y: 7 };
    await test.client.put(`/api/v1/flows/${flowId}/draft`, { flow: moved, revision: 1 });
    expect(await edited()).toBe(false);
    const saved = await test.client.put(`/api/v1/flows/${flowId}/draft`, {
      flow: drawFlow('上海顾客', [shanghai], [addTag('vip')], 'any'),
      revision: 2,
    });
    expect(saved).toMatchObject({ status: 200, body: { revision: 3, problems: [] } });
    expect(await edited()).toBe(true);
    expect((await publish(flowId, { apply: 'new_events', revision: 3 })).body).toEqual({ version: 2, run: null });
    const refused = await test.client.delete<ErrorBody>(`/api/v1/flows/${flowId}`);
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
  });

  it('numbers versions without a gap when many publish at once', async () => {
    const { id } = await create(drawFlow('同时', [shanghai], [addTag('vip')]));
    const answers = await Promise.all(
      Array.from({ length: 24 }, () => publish(id, { apply: 'new_events', revision: 1 })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(24).fill(200));
    expect(answers.map(({ body }) => body.version).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 24 }, (_, index) => index + 1),
    );
  });

  it('refuses to cancel a run that has ended', async () => {
    const [run] = (await test.client.get<Run[]>('/api/v1/runs')).body;
    const refused = await test.client.post<ErrorBody>(`/api/v1/runs/${run.id}/cancel`);
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'run_already_finished' } } });
  });
});
