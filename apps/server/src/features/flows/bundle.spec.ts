import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ErrorBody,
  FlowBundle,
  FlowDetail,
  ImportPlanResponse,
  Metric,
  RfmModel,
  Taxonomy,
} from '@tagloom/contracts';
import { defaultMapping } from '@tagloom/rule-engine';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

/** A flow of another system: nothing that it needs is here. */
const foreign: FlowBundle = {
  format: 'tagloom-flow',
  version: 1,
  flow: drawFlow('外来的规则', [{ fact: 'metric.visits', operator: 'greaterThan', value: 2 }], [addTag('regular')]),
  tagGroups: [{ key: 'loyalty', name: { 'zh-CN': '忠诚度' }, category: 'behavior', exclusive: true }],
  tags: [
    {
      key: 'regular',
      name: { 'zh-CN': '常客' },
      kind: 'flag',
      category: 'behavior',
      meaning: '常来',
      group: 'loyalty',
    },
  ],
  metrics: [
    {
      key: 'visits',
      name: { 'zh-CN': '到访次数' },
      eventTypes: ['visited'],
      aggregation: 'count',
      window: { kind: 'lifetime' },
    },
  ],
  rfm: [],
  lexicons: [],
  eventTypes: [
    {
      name: 'visited',
      label: { 'zh-CN': '到访' },
      properties: [{ name: 'shop', type: 'text', label: { 'zh-CN': '门店' } }],
    },
  ],
  profileFields: [],
  users: [],
  departments: [],
  endpoints: [],
};

describe('bundles of flows', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp({ role: { api: true, worker: false } });
  });
  afterAll(() => test.close());

  it.each([
    ['a condition without a fact', drawFlow('未完成', [{ fact: '', operator: '' }], [addTag('vip')]), 'c0'],
    [
      'an effect without a recipient or words',
      drawFlow(
        '未完成',
        [{ fact: 'profile.city', operator: 'equal', value: '上海' }],
        [{ action: 'notify', to: { kind: 'user', id: '' }, message: '', membership: 'once' }],
      ),
      'a0',
    ],
  ])('say what a draft lacks before it can go out: %s', async (_what, flow, node) => {
    const { id } = (await test.client.post<FlowDetail>('/api/v1/flows', { flow })).body;
    const answers = await Promise.all(
      ['zh-CN', 'en'].map((language) =>
        test.client.with({ 'accept-language': language }).get<ErrorBody>(`/api/v1/flows/${id}/bundle`),
      ),
    );
    for (const { status, body } of answers) {
      expect([status, body.error.code, body.error.path]).toEqual([422, 'flow_incomplete', node]);
      expect(body.error.issues?.map(({ path }) => path)).toContain(node);
    }
    const [zh, en] = answers.map(({ body }) => JSON.stringify(body.error.issues));
    expect(zh).toMatch(/请重新选择|还没有/);
    expect(en).not.toMatch(/[一-鿿]|Too small|expected/);
  });

  const plan = <T = ImportPlanResponse>(bundle: unknown) =>
    test.client.post<T>('/api/v1/flows/import/plan', { bundle });
  const bring = <T = FlowDetail>(body: object) => test.client.post<T>('/api/v1/flows/import/bundle', body);

  it('proposes to create everything that is not here, and writes nothing', async () => {
    const { status, body } = await plan(foreign);
    expect([status, body.name]).toEqual([200, '外来的规则']);
    expect(body.items.map(({ kind, status: state }) => `${kind} ${state}`)).toEqual([
      'eventType create',
      'tagGroup create',
      'tag create',
      'metric create',
    ]);
    expect((await test.client.get<Metric[]>('/api/v1/metrics')).body).toEqual([]);
  });

  it.each([
    [
      'a metric’s key is taken',
      `INSERT INTO metrics (key, definition) VALUES ('orders', '{}')`,
      `DELETE FROM metrics WHERE key = 'orders'`,
    ],
    [
      'the flow itself cannot be stored, the last step',
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE unique_violation; END';
       CREATE TRIGGER refuse BEFORE INSERT ON flows EXECUTE FUNCTION refuse()`,
      'DROP FUNCTION refuse CASCADE',
    ],
  ])('leaves nothing behind when %s', async (_why, prepare, repair) => {
    const visits = foreign.metrics[0];
    const metrics = [
      visits,
      { ...visits, key: 'orders' },
      { ...visits, key: 'idle', aggregation: 'days_since_last' as const },
    ];
    const model = {
      key: 'shop',
      name: { 'zh-CN': '门店' },
      recency: 'idle',
      frequency: 'visits',
      monetary: 'orders',
      cuts: { method: 'mean' as const },
    };
    const bundle: FlowBundle = { ...foreign, metrics, rfm: [model] };
    const everything = async () => {
      const { rows } = await test.database.query<Record<string, number>>(
        `SELECT ${['event_types', 'tag_groups', 'tags', 'metrics', 'rfm_models', 'flows', 'runs']
          .map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`)
          .join(
            ', ',
          )}, (SELECT count(*)::int FROM information_schema.columns WHERE table_name = 'customers') AS columns,
          (SELECT version FROM catalog_state) AS version`,
      );
      return rows[0];
    };
    const { items } = (await plan(bundle)).body;
    await test.database.query(prepare);
    const before = await everything();
    const { status } = await bring<ErrorBody>({ bundle, mapping: defaultMapping(items) });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(await everything()).toEqual(before);
    await test.database.query(repair);
  });

  it('creates what is missing and drafts the flow; a second time it finds all of it here', async () => {
    const { items } = (await plan(foreign)).body;
    const { status, body } = await bring({ bundle: foreign, mapping: defaultMapping(items), name: '带来的' });
    expect([status, body.name, body.status]).toEqual([201, '带来的', 'draft']);
    const { tags, groups } = (await test.client.get<Taxonomy>('/api/v1/tags')).body;
    expect(tags.find(({ key }) => key === 'regular')).toMatchObject({
      meaning: '常来',
      groupId: groups.find(({ key }) => key === 'loyalty')?.id,
    });
    expect((await test.client.get<Metric[]>('/api/v1/metrics')).body.map(({ key }) => key)).toEqual(['visits']);
    const again = (await plan(foreign)).body.items;
    expect(again.filter(({ kind }) => kind !== 'metric').map(({ status: state }) => state)).toEqual([
      'same',
      'same',
      'same',
    ]);
  });

  it('goes out as it came in', async () => {
    const [{ id }] = (await test.client.get<FlowDetail[]>('/api/v1/flows')).body;
    await test.database.pool.query(`UPDATE metrics SET status = 'ready'`);
    const { status, body } = await test.client.get<FlowBundle>(`/api/v1/flows/${id}/bundle`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ tags: foreign.tags, tagGroups: foreign.tagGroups, metrics: foreign.metrics });
  });

  it('takes what a person chose instead', async () => {
    await test.client.post('/api/v1/tags', { key: 'loyal', name: { 'zh-CN': '忠实' }, category: 'behavior' });
    const mapping = [{ kind: 'tag', key: 'regular', action: 'use', to: 'loyal' }];
    const { body } = await bring({ bundle: foreign, mapping });
    expect(body.draft.nodes.find(({ kind }) => kind === 'action')?.data).toMatchObject({ tag: 'loyal' });
  });

  it.each([[{ format: 'tagloom-flow', version: 9 }], [[]], [null], ['no bundle']])(
    'refuses %j as a bundle, and says why',
    async (bundle) => {
      const refused = await plan<ErrorBody>(bundle);
      expect(refused).toMatchObject({ status: 422, body: { error: { code: 'import_refused' } } });
    },
  );

  it('creates nothing when two things would get the same key', async () => {
    const mapping = ['regular', 'other'].map((key) => ({ kind: 'tag', key, action: 'create', to: 'twice' }));
    expect(await bring<ErrorBody>({ bundle: foreign, mapping })).toMatchObject({ status: 422 });
    const { tags } = (await test.client.get<Taxonomy>('/api/v1/tags')).body;
    expect(tags.some(({ key }) => key === 'twice')).toBe(false);
  });
});

describe('a bundle with a model of metrics that come with it', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it('finds the cut points once the metrics are computed', async () => {
    const [visits] = foreign.metrics;
    const metrics = [visits, { ...visits, key: 'idle', aggregation: 'days_since_last' as const }];
    const model = {
      key: 'shop',
      name: { 'zh-CN': '门店' },
      recency: 'idle',
      frequency: 'visits',
      monetary: 'visits',
      cuts: { method: 'fixed' as const, recency: 30, frequency: 2, monetary: 3 },
    };
    const bundle: FlowBundle = { ...foreign, metrics, rfm: [model] };
    const { items } = (await test.client.post<ImportPlanResponse>('/api/v1/flows/import/plan', { bundle })).body;
    const mapping = defaultMapping(items);
    const { status } = await test.client.post('/api/v1/flows/import/bundle', { bundle, mapping });
    expect(status).toBe(201);
    const [created] = (await test.client.get<RfmModel[]>('/api/v1/rfm-models')).body;
    expect(created).toMatchObject({ key: 'shop', current: { recency: 30, frequency: 2, monetary: 3 } });
  });
});
