import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ErrorBody,
  Flow,
  FlowBundle,
  FlowDetail,
  GoldenCase,
  GoldenTable,
  ImportPlanResponse,
  PublishResponse,
  RunGoldenResponse,
} from '@tagloom/contracts';
import { defaultMapping } from '@tagloom/rule-engine';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

const shanghai = { fact: 'profile.city', operator: 'equal', value: '上海' };
const beijing = { ...shanghai, value: '北京' };
const vip = { sign: '+', tag: 'vip' } as const;
const aCase = (name: string, city: string, expected: GoldenCase['expected']): GoldenCase => ({
  name,
  facts: { 'profile.city': city },
  now: null,
  expected,
});
const both = [aCase('上海客户', '上海', [vip]), aCase('北京客户', '北京', [])];

describe('golden customers', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp();
    for (const key of ['vip', 'sleeping']) {
      const tag = { key, name: { 'zh-CN': key === 'vip' ? '贵宾' : '沉睡' }, kind: 'flag', category: 'value' };
      expect((await test.client.post('/api/v1/tags', tag)).status).toBe(201);
    }
  });
  afterAll(() => test.close());

  const create = async (flow: Flow) => (await test.client.post<FlowDetail>('/api/v1/flows', { flow })).body;
  const table = async (id: string) => (await test.client.get<GoldenTable>(`/api/v1/flows/${id}/golden`)).body;
  const save = <T = GoldenTable>(id: string, cases: unknown[], revision = 0) =>
    test.client.put<T>(`/api/v1/flows/${id}/golden`, { revision, cases });
  const edit = async (id: string, flow: Flow) => {
    const { revision } = (await test.client.get<FlowDetail>(`/api/v1/flows/${id}`)).body;
    expect((await test.client.put(`/api/v1/flows/${id}/draft`, { flow, revision })).status).toBe(200);
  };
  const publish = async <T = PublishResponse>(id: string) => {
    const { revision } = (await test.client.get<FlowDetail>(`/api/v1/flows/${id}`)).body;
    return test.client.post<T>(`/api/v1/flows/${id}/publish`, { apply: 'new_events', revision });
  };
  const versions = async (id: string) => (await test.client.get<unknown[]>(`/api/v1/flows/${id}/versions`)).body;

  it('are kept as a table, each with how it comes out on the current draft', async () => {
    const { id } = await create(drawFlow('上海客户', [shanghai], [addTag('vip')]));
    expect(await table(id)).toMatchObject({ revision: 0, cases: [], outcomes: [], updatedAt: null });
    const saved = await save(id, [...both, aCase('写错了', '广州', [vip])]);
    expect(saved).toMatchObject({
      status: 200,
      body: {
        revision: 1,
        outcomes: [
          { status: 'passed', got: [vip], traces: [] },
          { status: 'passed', got: [] },
          { status: 'failed', missing: [vip], unexpected: [], got: [] },
        ],
        facts: [{ name: 'profile.city', type: 'text', isRead: true }],
        actions: [{ nodeId: 'a0', expectation: vip, name: { 'zh-CN': '贵宾' } }],
      },
    });
    expect(JSON.stringify(saved.body.outcomes?.[2].traces)).toContain('"actual":"广州"');
    expect(await table(id)).toEqual(saved.body);
    const tried = await test.client.post<RunGoldenResponse>(`/api/v1/flows/${id}/golden/run`, {
      cases: [aCase('没说要打标签', '上海', [])],
    });
    expect(tried.body.outcomes).toMatchObject([{ status: 'failed', missing: [], unexpected: [vip] }]);
    expect((await table(id)).cases).toHaveLength(3);
  });

  it('know nothing but what is given, decide at their own moment, and have no flag that is not given', async () => {
    const birthday = { fact: 'profile.birthday', operator: 'anniversaryInDays', value: 0 };
    const notSleeping = { fact: 'tag.sleeping', operator: 'equal', value: false };
    const { id } = await create(drawFlow('今天生日', [birthday, notSleeping], [addTag('vip')]));
    const at = (now: string | null, facts: GoldenCase['facts']) => ({ name: 'x', facts, now, expected: [] });
    const { body } = await save(id, [
      at('2026-05-01T04:00:00Z', { 'profile.birthday': '1990-05-01' }),
      at('2026-04-30T15:59:00Z', { 'profile.birthday': '1990-05-01' }),
      at('2026-04-30T16:00:00Z', { 'profile.birthday': '1990-05-01' }),
      at('2026-05-01T04:00:00Z', {}),
      at('2026-05-01T04:00:00Z', { 'profile.birthday': '1990-05-01', 'tag.sleeping': true }),
    ]);
    expect(body.outcomes?.map(({ got }) => got.length)).toEqual([1, 0, 1, 0, 0]);
  });

  it('have what the flow has given them before: their leave thresholds count, and their tags are there', async () => {
    const points = { key: 'points', name: { 'zh-CN': '积分' }, kind: 'number', category: 'value' };
    expect((await test.client.post('/api/v1/tags', points)).status).toBe(201);
    const flapping = { fact: 'tag.points', operator: 'greaterThan', value: 100, leaveValue: 80 };
    const { id } = await create(drawFlow('积分高', [flapping], [addTag('vip')]));
    const at = (
      name: string,
      value: number,
      expected: GoldenCase['expected'],
      has?: GoldenCase['has'],
    ): GoldenCase => ({
      ...{ name, facts: { 'tag.points': value }, now: null, expected },
      ...(has && { has }),
    });
    const cases = [
      at('还没有', 90, []),
      at('已经有', 90, [vip], [vip]),
      at('已经有，离开', 80, [], [vip]),
      at('由流程给过别的', 90, [], [{ sign: '+', tag: 'sleeping' }]),
    ];
    const saved = await save(id, cases);
    expect(saved.body.outcomes?.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed', 'passed']);
    expect((await table(id)).cases).toEqual(cases);
    expect((await publish(id)).status).toBe(200);
    const wrong = await save<ErrorBody>(id, [at('没有的标签', 90, [], [{ sign: '+', tag: 'gone' }])], 1);
    expect(wrong.body.error).toMatchObject({ code: 'golden_table_invalid', path: 'cases.0.has.0' });
  });

  it('are not lost to a stale edit', async () => {
    const { id } = await create(drawFlow('同时编辑', [shanghai], [addTag('vip')]));
    await save(id, both);
    const stale = await save<ErrorBody>(id, []);
    expect(stale).toMatchObject({
      status: 409,
      body: { error: { code: 'revision_conflict', path: 'revision', params: { revision: 1 } } },
    });
    expect((await table(id)).cases).toEqual(both);
  });

  it.each<[string, unknown, string, string]>([
    [
      'a fact that does not exist',
      { facts: { 'metric.gone': 1 } },
      'golden_table_invalid',
      'cases.1.facts.metric.gone',
    ],
    [
      'a value of another type',
      { facts: { 'profile.birthday': 3 } },
      'golden_table_invalid',
      'cases.1.facts.profile.birthday',
    ],
    [
      'a tag that does not exist',
      { expected: [{ sign: '+', tag: 'gone' }] },
      'golden_table_invalid',
      'cases.1.expected.0',
    ],
    ['no name', { name: '' }, 'validation_failed', 'cases.1.name'],
  ])('are refused with the row when one has %s, and nothing is saved', async (_, wrong, code, path) => {
    const { id } = await create(drawFlow('写错的表', [shanghai], [addTag('vip')]));
    await save(id, both);
    const refused = await save<ErrorBody>(id, [both[0], { ...both[1], ...(wrong as object) }], 1);
    expect(refused.body.error).toMatchObject({ code, path });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(await table(id)).toMatchObject({ revision: 1, cases: both });
  });

  it('say what keeps a draft from being tried', async () => {
    const { id } = await create({ ...drawFlow('没画完', [shanghai], [addTag('vip')]), edges: [] });
    expect((await save(id, both)).body).toMatchObject({ outcomes: null, cases: both });
    expect((await table(id)).problems.length).toBeGreaterThan(0);
  });

  describe('gate publishing', () => {
    it('refuses by name, with what was expected and what came out, and makes no version', async () => {
      const { id } = await create(drawFlow('把关', [beijing], [addTag('vip')]));
      await save(id, both);
      const refused = await publish<ErrorBody>(id);
      expect(refused).toMatchObject({
        status: 422,
        body: {
          error: {
            code: 'golden_failed',
            path: 'golden.0',
            params: {
              flowId: id,
              failed: 2,
              total: 2,
              cases: [
                { name: '上海客户', expected: '+vip', got: '' },
                { name: '北京客户', expected: '', got: '+vip' },
              ],
            },
            issues: [{ path: 'golden.0', code: 'failed' }, { path: 'golden.1' }],
          },
        },
      });
      expect(await versions(id)).toEqual([]);
      await edit(id, drawFlow('把关', [shanghai], [addTag('vip')]));
      expect((await publish(id)).status).toBe(200);
    });

    it('stops a later version, and going back to an older one, in the same way', async () => {
      const older = drawFlow('回退', [beijing], [addTag('vip')]);
      const { id } = await create(older);
      expect((await publish(id)).body).toMatchObject({ version: 1 });
      await edit(id, drawFlow('回退', [shanghai], [addTag('vip')]));
      await save(id, both);
      expect((await publish(id)).body).toMatchObject({ version: 2 });
      await edit(id, older);
      expect(await publish<ErrorBody>(id)).toMatchObject({ status: 422, body: { error: { code: 'golden_failed' } } });
      expect(await versions(id)).toHaveLength(2);
    });

    it('stops an imported flow, whose bundle carries the cases', async () => {
      const { id } = await create(drawFlow('打包', [shanghai], [addTag('vip')]));
      await save(id, [...both, aCase('错的', '广州', [vip])]);
      const { body: bundle } = await test.client.get<FlowBundle>(`/api/v1/flows/${id}/bundle`);
      expect(bundle).toMatchObject({
        version: 1,
        golden: [{ name: '上海客户' }, { name: '北京客户' }, { name: '错的' }],
      });
      const { body: plan } = await test.client.post<ImportPlanResponse>('/api/v1/flows/import/plan', { bundle });
      const imported = await test.client.post<FlowDetail>('/api/v1/flows/import/bundle', {
        bundle,
        mapping: defaultMapping(plan.items),
      });
      expect(imported.status).toBe(201);
      expect((await table(imported.body.id)).cases).toEqual(bundle.golden);
      const refused = await publish<ErrorBody>(imported.body.id);
      expect(refused.body.error).toMatchObject({ code: 'golden_failed', params: { cases: [{ name: '错的' }] } });
    });

    it('leaves a bundle without cases as it was before there were any', async () => {
      const { id } = await create(drawFlow('没有案例', [shanghai], [addTag('vip')]));
      expect((await test.client.get<FlowBundle>(`/api/v1/flows/${id}/bundle`)).body).not.toHaveProperty('golden');
    });
  });

  it('go with their flow when its draft is deleted', async () => {
    const { id } = await create(drawFlow('删除', [shanghai], [addTag('vip')]));
    await save(id, both);
    expect((await test.client.delete(`/api/v1/flows/${id}`)).status).toBeLessThan(300);
    const { rows } = await test.database.pool.query('SELECT FROM golden_cases WHERE flow_id = $1', [id]);
    expect(rows).toHaveLength(0);
    expect((await test.client.get<ErrorBody>(`/api/v1/flows/${id}/golden`)).body.error.code).toBe('flow_not_found');
  });
});
