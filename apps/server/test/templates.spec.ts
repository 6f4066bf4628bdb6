import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ErrorBody,
  FlowDetail,
  FlowSummary,
  GoldenTable,
  InstalledTemplate,
  SuggestionsResponse,
  Template,
} from '@tagloom/contracts';
import type { DemoState } from '../src/features/templates/story.js';
import { STORIES } from '../src/features/templates/stories/index.js';
import { signedIn } from '../src/testing/sign-in.js';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { MovingClock } from './support/moving-clock.js';
import { expected, StoryWorld } from './support/story-world.js';

const titled = STORIES.map((story) => ({ ...story, title: story.name['zh-CN'] }));

describe.each([
  { mode: 'streamed', starts: '2025-08-01T00:00:00Z' },
  { mode: 'in a batch', starts: '2026-06-17T04:00:00Z' },
])('the demo customers of the templates, $mode', ({ mode, starts }) => {
  const clock = new MovingClock(starts);
  const isStreamed = mode === 'streamed';
  const found = new Map<string, Required<DemoState>>();
  let app: TestApp;
  let world: StoryWorld;

  beforeAll(async () => {
    app = await createTestApp({ clock });
    world = new StoryWorld(app, clock, STORIES);
    if (isStreamed) {
      await world.install();
      await world.live();
    } else {
      await world.recall();
      await world.install();
    }
    for (const person of world.people) found.set(person.externalId, await world.stateOf(person));
    await world.goOn(async (person, inDays) => {
      found.set(`${person.externalId} +${inDays}`, await world.stateOf(person));
    });
  }, 240_000);
  afterAll(() => app.close());

  it.each(titled)('hold exactly what the story of $title says', ({ key, customers }) => {
    const states = customers.map((customer) => [customer.key, found.get(`${key}-${customer.key}`)]);
    expect(states).toEqual(
      customers.map(({ key: who, streamed, batch = streamed }) => [who, expected(isStreamed ? streamed : batch)]),
    );
  });

  it.each(titled.filter(({ customers }) => customers.some(({ later }) => later)))(
    'gain and lose the tags of $title as time passes',
    ({ key, customers }) => {
      const laters = customers.flatMap(({ key: who, later = [] }) => later.map((state) => ({ who, state })));
      const states = laters.map(({ who, state }) => [who, state.inDays, found.get(`${key}-${who} +${state.inDays}`)]);
      expect(states).toMatchObject(
        laters.map(({ who, state }) => [who, state.inDays, isStreamed ? expected(state) : { tags: state.tags ?? [] }]),
      );
    },
  );

  it('get a proposed tag when a person accepts', async () => {
    const person = world.people.find(({ externalId }) => externalId === 'high_intent-gao_yang')!;
    const id = await world.customerId(person.externalId);
    const { body } = await app.client.get<SuggestionsResponse>(`/api/v1/suggestions?status=open&customerId=${id}`);
    const open = body.items.find(({ tag }) => tag.key === 'high_intent')!;
    await app.client.post(`/api/v1/suggestions/${open.id}/decide`, { decision: 'accept' });
    expect((await world.stateOf(person)).tags).toEqual(['high_intent']);
  });
});

describe('templates', () => {
  let app: TestApp;
  const list = async () => (await app.client.get<Template[]>('/api/v1/templates')).body;
  const install = <T = InstalledTemplate>(key: string) => app.client.post<T>(`/api/v1/templates/${key}/install`);

  beforeAll(async () => {
    app = await createTestApp({ role: { api: true, worker: false } });
  });
  afterAll(() => app.close());

  it('say in both languages what they do, and what they would create', async () => {
    const templates = await list();
    expect(templates.map(({ key }) => key)).toEqual(STORIES.map(({ key }) => key));
    for (const { name, story, flows, needs, here } of templates) {
      for (const text of [name, story, ...flows.flatMap((flow) => [flow.name, flow.sentence])])
        expect([text['zh-CN'], text.en].map((words) => words && words.length > 0)).toEqual([true, true]);
      expect(needs.filter(({ kind }) => kind !== 'profileField').every(({ status }) => status === 'create')).toBe(true);
      expect(here).toEqual([]);
    }
    expect((await app.client.get<FlowSummary[]>('/api/v1/flows')).body).toEqual([]);
  });

  it('become drafts, once more each time, and make what they need once', async () => {
    const first = await install('vip_ambassador');
    expect([first.status, first.body.flows.map(({ name }) => name)]).toEqual([201, ['大额消费', 'VIP推广大使']]);
    const vip = (await list()).find(({ key }) => key === 'vip_ambassador')!;
    expect(vip.needs.every(({ status }) => status === 'same')).toBe(true);
    expect(vip.here.map(({ name, status }) => `${name} ${status}`)).toEqual(['VIP推广大使 draft', '大额消费 draft']);
    const again = await install('vip_ambassador');
    expect(again.body.flows.map(({ name }) => name)).toEqual(['大额消费（2）', 'VIP推广大使（2）']);
    const { rows } = await app.database.query<{ metrics: number; tags: number }>(
      'SELECT (SELECT count(*)::int FROM metrics) AS metrics, (SELECT count(*)::int FROM tags) AS tags',
    );
    expect(rows[0]).toEqual({ metrics: 2, tags: 2 });
  });

  it('bring their golden customers along, in the language of the rule', async () => {
    const { body } = await install('urgent_need');
    const table = await app.client.get<GoldenTable>(`/api/v1/flows/${body.flows[0].id}/golden`);
    expect(table.body.cases.map(({ name }) => name)).toEqual(['连着三个', '只有两个', '三个，但不连着']);
    expect(table.body.outcomes?.map(({ status }) => status)).toEqual(['passed', 'passed', 'passed']);
  });

  it('leave nothing behind when a part of them cannot be made', async () => {
    const { pool } = app.database;
    await pool.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN IF NEW.draft ->> ''name'' LIKE ''%转专业顾问%'' THEN RAISE unique_violation; END IF; RETURN NEW; END';
      CREATE TRIGGER refuse BEFORE INSERT ON flows FOR EACH ROW EXECUTE FUNCTION refuse()`);
    const everything = async () => {
      const { rows } = await pool.query<Record<string, number>>(
        `SELECT (SELECT count(*)::int FROM flows) AS flows, (SELECT count(*)::int FROM tags) AS tags,
           (SELECT count(*)::int FROM metrics) AS metrics, (SELECT count(*)::int FROM event_types) AS types`,
      );
      return rows[0];
    };
    const before = await everything();
    expect((await install('sensitive_skin')).status).toBeGreaterThanOrEqual(400);
    expect(await everything()).toEqual(before);
    await pool.query('DROP FUNCTION refuse CASCADE');
    expect((await install('sensitive_skin')).status).toBe(201);
  });

  it('speak the language of the person who uses them', async () => {
    const { client } = await signedIn(app, 'admin');
    await client.patch('/api/v1/auth/me', { locale: 'en' });
    const { body } = await client.post<InstalledTemplate>('/api/v1/templates/urgent_need/install');
    expect(body.flows.map(({ name }) => name)).toEqual(['Urgent need']);
    const asked = await client.post<InstalledTemplate>('/api/v1/templates/lifecycle/install?locale=zh-CN');
    expect(asked.body.flows.map(({ name }) => name)).toEqual(['生命周期阶段']);
    expect((await client.post('/api/v1/templates/lifecycle/install?locale=fr')).status).toBe(400);
    const { draft } = (await client.get<FlowDetail>(`/api/v1/flows/${body.flows[0].id}`)).body;
    expect(JSON.stringify(draft.nodes)).toContain('Three frantic emoji');
  });

  it('take another key where theirs means something else here, and leave what is here as it is', async () => {
    const key = 'maintenance_due';
    await app.client.post('/api/v1/tags', { key, name: { 'zh-CN': '保养日' }, kind: 'date', category: 'basic' });
    const listed = (await list()).find((template) => template.key === key)!;
    expect(listed.needs.find(({ kind }) => kind === 'tag')?.status).toBe('conflict');
    const { body } = await install(key);
    const { draft } = (await app.client.get<FlowDetail>(`/api/v1/flows/${body.flows[0].id}`)).body;
    expect(draft.nodes.find(({ id }) => id === 'tag')?.data).toMatchObject({ tag: 'maintenance_due_2' });
  });

  it('that do not exist are refused, and create nothing', async () => {
    const count = async () => (await app.client.get<FlowSummary[]>('/api/v1/flows')).body.length;
    const before = await count();
    expect(await install<ErrorBody>('nonsense')).toMatchObject({
      status: 404,
      body: { error: { code: 'template_not_found' } },
    });
    expect(await count()).toBe(before);
  });

  it.each(['viewer', 'agent', 'compliance'] as const)(
    'are for those who may create rules: a %s is refused, and nothing is created',
    async (role) => {
      const count = async () => (await app.client.get<FlowSummary[]>('/api/v1/flows')).body.length;
      const before = await count();
      const { client } = await signedIn(app, role);
      expect(await client.post<ErrorBody>('/api/v1/templates/lifecycle/install')).toMatchObject({
        status: 403,
        body: { error: { code: 'forbidden' } },
      });
      expect(await count()).toBe(before);
    },
  );
});
