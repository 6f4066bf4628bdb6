import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  Department,
  ErrorBody,
  Flow,
  FlowDetail,
  FlowNode,
  FlowVersion,
  MergePreview,
  Tag,
  TagOperation,
} from '@tagloom/contracts';
import fc from 'fast-check';
import { Clock } from '../../platform/clock/clock.js';
import { AT, arbitraryCustomers, makeLibrary, seedCustomers, snapshot } from '../../testing/library-world.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

let server: TestApp;
beforeAll(async () => {
  const clock: Clock = { now: () => new Date(AT) };
  server = await createTestApp({ role: { api: true, worker: false }, clock });
});
afterAll(() => server.close());

const merge = (from: Tag, into: Tag) =>
  server.client.post<TagOperation & ErrorBody>(`/api/v1/tags/${from.id}/merge`, { into: into.id });
const undo = (id: string) => server.client.post<TagOperation & ErrorBody>(`/api/v1/tag-operations/${id}/undo`);

type Test = { tag: string } | { name: string };
type Membership = 'while' | 'once' | 'every';

/** What runs: each action behind the same condition. */
function flowOf(name: string, test: Test, actions: readonly object[], extra: Partial<Flow> = {}): Flow {
  const condition: FlowNode = {
    id: 'c',
    kind: 'condition',
    position: { x: 0, y: 1 },
    data:
      'tag' in test
        ? { fact: `tag.${test.tag}`, operator: 'equal', value: true }
        : { fact: 'profile.name', operator: 'equal', value: test.name },
  };
  return {
    name,
    nodes: [
      { id: 't', kind: 'trigger', position: { x: 0, y: 0 }, data: { on: 'change' } },
      condition,
      ...actions.map((data, at) => ({ id: `a${at}`, kind: 'action', position: { x: at, y: 2 }, data }) as FlowNode),
    ],
    edges: [
      { id: 'tc', source: 't', target: 'c' },
      ...actions.map((_, at) => ({ id: `ca${at}`, source: 'c', target: `a${at}` })),
    ],
    ...extra,
  };
}
const add = (tag: Tag, membership: Membership = 'while') => ({ action: 'addTag', tag: tag.key, membership });

async function run(flow: Flow, client = server.client): Promise<FlowDetail> {
  const { body } = await client.post<FlowDetail>('/api/v1/flows', { flow });
  const published = await client.post(`/api/v1/flows/${body.id}/publish`, {
    revision: body.revision,
    apply: 'new_events',
  });
  if (published.status >= 300) throw new Error(JSON.stringify(published.body));
  return body;
}
const versions = async ({ id }: FlowDetail) =>
  (await server.client.get<FlowVersion[]>(`/api/v1/flows/${id}/versions`)).body;

/** What runs, without numbers and history. */
async function running(): Promise<unknown> {
  const { rows } = await server.database.query(
    `SELECT f.id, v.flow, v.rules, v.sentence, v.applies_to, coalesce(v.applies_since, v.decided_at, v.published_at) AS enrolled
     FROM flows f JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version ORDER BY f.id`,
  );
  return rows;
}
const everything = async () => ({ ...(await snapshot(server)), running: await running() });

/** Effective tags by customer, with one tag under the name of another. */
async function effective(from: Tag, into: Tag): Promise<[string, number[]][]> {
  const { rows } = await server.database.query<{ id: string; tags: number[] }>(
    'SELECT id, tags FROM customers ORDER BY id',
  );
  const rename = (id: number) => (id === Number(from.id) ? Number(into.id) : id);
  return rows.map(({ id, tags }) => [id, [...new Set(tags.map(rename))].sort((a, b) => a - b)]);
}

const stopAll = () => server.database.query('UPDATE flows SET version = NULL, stopped_at = now()');

describe('a merge of tags that running flows name', () => {
  it('changes no effective tag but the one into the other, and undone leaves all as it was, for 40 generated worlds', async () => {
    const worlds = fc.sample(
      fc.record({
        customers: arbitraryCustomers(5),
        both: fc.boolean(),
        membership: fc.constantFrom<Membership>('while', 'once', 'every'),
        hold: fc.boolean(),
        reader: fc.constantFrom<Membership>('while', 'once', 'every'),
        audience: fc.boolean(),
      }),
      { numRuns: 40, seed: 21 },
    );
    let [claims, flows] = [0, 0];
    for (const [index, { customers, both, membership, hold, reader, audience }] of worlds.entries()) {
      await stopAll();
      const { tags } = await makeLibrary(server, `live${index}`);
      const [from, into, other] = [tags[3], tags[4], tags[1]];
      const given = {
        ...add(from, membership),
        ...(hold && membership === 'while' && { hold: { amount: 2, unit: 'day' } }),
      };
      await run(flowOf(`给${index}`, { name: '测试' }, both ? [given, { ...given, tag: into.key }] : [given]));
      await run(flowOf(`读${index}`, { tag: from.key }, [add(other, reader)]));
      await run(flowOf(`荐${index}`, { tag: from.key }, [{ action: 'propose', tag: from.key, membership: 'once' }]));
      if (audience)
        await run(
          flowOf(`众${index}`, { name: '测试' }, [add(tags[2])], { audience: { include: [from.key, into.key] } }),
        );
      // who has one tag and may not have the other cannot have both under one name
      const agreed = customers.map((seeds) => seeds.filter(({ tag, stance }) => tag < 3 || stance === 'assert'));
      await seedCustomers(server, tags, agreed);
      const before = await everything();
      const tagsBefore = await effective(from, into);
      const { status, body } = await merge(from, into);
      expect([status, body.error]).toEqual([200, undefined]);
      expect(await effective(from, into)).toEqual(tagsBefore);
      claims += body.counts.claims;
      flows += body.counts.flows;
      expect((await undo(body.id)).status).toBe(200);
      expect(await everything()).toEqual(before);
    }
    expect(claims).toBeGreaterThan(100);
    expect(flows).toBeGreaterThan(100);
  }, 300_000);

  it('publishes them anew by the name of who merged, with a note, for those who took part already', async () => {
    const { tags } = await makeLibrary(server, 'anew');
    const [from, into] = [tags[3], tags[4]];
    const flow = await run(flowOf('在跑', { tag: from.key }, [add(tags[0])], { audience: { exclude: [tags[2].key] } }));
    const preview = await server.client.post<MergePreview>(`/api/v1/tags/${from.id}/merge/preview`, { into: into.id });
    expect(preview.body).toMatchObject({ flows: [{ id: flow.id, name: '在跑', published: true }], obstacles: [] });
    const { body } = await merge(from, into);
    const [latest, first] = await versions(flow);
    expect(latest).toMatchObject({ version: 2, note: expect.stringContaining(' → '), publishedBy: body.by });
    expect(latest.flow.nodes[1].data).toEqual({ fact: `tag.${into.key}`, operator: 'equal', value: true });
    expect(latest.appliesTo).toBe(first.appliesTo);
    await undo(body.id);
    const [back] = await versions(flow);
    expect(back).toMatchObject({ version: 3, flow: first.flow });
  });

  it('carries the schedule and the reviews of drafts over', async () => {
    const { tags } = await makeLibrary(server, 'carried');
    const flow = await run(flowOf('有日程', { tag: tags[3].key }, [add(tags[0])]));
    const revisions = async () => {
      const { rows } = await server.database.query<{ revision: number; scheduled: number; reviewed: number }>(
        `SELECT f.revision, s.revision AS scheduled, r.revision AS reviewed FROM flows f
         JOIN flow_schedules s ON s.flow_id = f.id JOIN flow_reviews r ON r.flow_id = f.id WHERE f.id = $1`,
        [flow.id],
      );
      return rows[0];
    };
    await server.database.query(
      `INSERT INTO flow_schedules (flow_id, publish_at, apply, revision, actor_kind, actor_id, actor_name, saved_at)
       VALUES ($1, now() + interval '1 day', 'new_events', $2, 'person', '1', 'x', now())`,
      [flow.id, flow.revision],
    );
    await server.database.query(
      `INSERT INTO flow_reviews (flow_id, revision, asked_by_id, asked_by) VALUES ($1, $2, 'person:1', 'x')`,
      [flow.id, flow.revision],
    );
    const { body } = await merge(tags[3], tags[4]);
    expect(await revisions()).toEqual({
      revision: flow.revision + 1,
      scheduled: flow.revision + 1,
      reviewed: flow.revision + 1,
    });
    await undo(body.id);
    expect(await revisions()).toEqual({
      revision: flow.revision + 2,
      scheduled: flow.revision + 2,
      reviewed: flow.revision + 2,
    });
  });

  it('is a department’s to do where every running flow that names the tag is its own; what the organisation did with others it cannot undo', async () => {
    await stopAll();
    const { body: market } = await server.client.post<Department>('/api/v1/departments', { name: '市场部' });
    const { client } = await signedIn(server, 'designer', '市场设计', market.id);
    const own = async (name: string) =>
      (await client.post<Tag>('/api/v1/tags', { name: { 'zh-CN': name }, category: 'value' })).body;
    const [from, into, other] = [await own('自家之甲'), await own('自家之乙'), await own('自家之丙')];
    await run(flowOf('自家规则', { tag: from.key }, [add(other)]), client);
    const merged = (by = client) =>
      by.post<TagOperation & ErrorBody>(`/api/v1/tags/${from.id}/merge`, { into: into.id });
    const done = await merged();
    expect([done.status, done.body.error]).toEqual([200, undefined]);
    expect((await client.post(`/api/v1/tag-operations/${done.body.id}/undo`)).status).toBe(200);
    const { tags } = await makeLibrary(server, 'foreign');
    await run(flowOf('总部规则', { tag: from.key }, [add(tags[0])]));
    expect(await merged()).toMatchObject({ status: 409, body: { error: { code: 'tag_in_use' } } });
    const { body } = await merged(server.client);
    expect(await client.post(`/api/v1/tag-operations/${body.id}/undo`)).toMatchObject({
      status: 409,
      body: { error: { code: 'undo_impossible', params: { why: 'flows_of_others' } } },
    });
    expect((await undo(body.id)).status).toBe(200);
  });

  it('ends shadows that name the tag, and says why', async () => {
    await stopAll();
    const { tags } = await makeLibrary(server, 'shadowed');
    const flow = flowOf('影子', { tag: tags[3].key }, [add(tags[0])]);
    const { body: draft } = await server.client.post<FlowDetail>('/api/v1/flows', { flow });
    await server.database.query(
      `INSERT INTO shadows (flow_id, revision, flow, tag_ids, started_at, started_by, ends_at)
       VALUES ($1, 1, $2, '{}', now(), 'x', now() + interval '1 day')`,
      [draft.id, JSON.stringify(flow)],
    );
    await merge(tags[3], tags[4]);
    const { rows } = await server.database.query('SELECT outcome, error FROM shadows WHERE flow_id = $1', [draft.id]);
    expect(rows).toEqual([{ outcome: 'stopped', error: expect.stringContaining(' → ') }]);
  });

  it('lets no effect happen again, nor anything that was for one time', async () => {
    await stopAll();
    const { tags } = await makeLibrary(server, 'again');
    const [from, into] = [tags[3], tags[4]];
    const effects = [{ action: 'notify', to: { kind: 'role', role: 'admin' }, message: '看', membership: 'once' }];
    await run(
      flowOf('一次', { tag: from.key }, [...effects, { action: 'propose', tag: from.key, membership: 'every' }]),
    );
    const seed = {
      tag: 3,
      source: 'person',
      sourceId: '1',
      stance: 'assert',
      value: 0,
      priority: 0,
      daysAgo: 1,
      expires: false,
    };
    const ids = await seedCustomers(server, tags, [[seed as never], [seed as never]]);
    const happened = async () => {
      const { rows } = await server.database.query<{ n: number }>(
        'SELECT count(*)::int AS n FROM deliveries WHERE customer_id = ANY ($1::bigint[])',
        [ids],
      );
      return rows[0].n;
    };
    expect(await happened()).toBe(4);
    await merge(from, into);
    // whatever asks them next finds that it has happened
    for (const id of ids) await server.client.patch(`/api/v1/customers/${id}`, { profile: { city: '苏州' } });
    expect(await happened()).toBe(4);
  });

  it('is not undone for a flow that somebody has published since: it goes on as it is', async () => {
    await stopAll();
    const { tags } = await makeLibrary(server, 'since');
    const [from, into] = [tags[3], tags[4]];
    const flow = await run(flowOf('后来又发', { name: '测试' }, [add(from)]));
    const [customer] = await seedCustomers(server, tags, [[]]);
    const { body } = await merge(from, into);
    const { body: now } = await server.client.get<FlowDetail>(`/api/v1/flows/${flow.id}`);
    await server.client.post(`/api/v1/flows/${flow.id}/publish`, { revision: now.revision, apply: 'new_events' });
    expect((await undo(body.id)).status).toBe(200);
    const [latest] = await versions(flow);
    expect(latest).toMatchObject({ version: 3 });
    const { rows } = await server.database.query('SELECT tags FROM customers WHERE id = $1', [customer]);
    expect(rows).toEqual([{ tags: [Number(into.id)] }]);
  });

  it('is refused, naming the flow, where that would contradict itself, go round in a circle, or want two values at once', async () => {
    await stopAll();
    const { tags } = await makeLibrary(server, 'broken');
    const [from, into] = [tags[3], tags[4]];
    const both = flowOf('自相矛盾', { tag: from.key }, [add(tags[0])]);
    both.nodes.push({
      id: 'n',
      kind: 'condition',
      position: { x: 0, y: 1 },
      data: { fact: `tag.${into.key}`, operator: 'equal', value: false },
    });
    both.edges = both.edges.map((edge) => (edge.id === 'ca0' ? { ...edge, source: 'n' } : edge));
    both.edges.push({ id: 'cn', source: 'c', target: 'n' });
    const value = (tag: Tag, wanted: string) => ({
      action: 'setTag',
      tag: tag.key,
      value: wanted,
      membership: 'while',
    });
    const cases: [Flow, Tag, Tag][] = [
      [both, from, into],
      [flowOf('首尾相接', { tag: from.key }, [add(into)]), from, into],
      [
        flowOf(
          '两个值',
          { name: '测试' },
          [value(tags[6], '甜'), value(tags[7], '咸')].map((data) => ({ ...data, value: [data.value] })),
        ),
        tags[7],
        tags[6],
      ],
    ];
    for (const [flow, gone, stays] of cases) {
      await stopAll();
      await run(flow);
      const before = await everything();
      const { status, body } = await merge(gone, stays);
      expect([flow.name, status, body.error?.code, body.error?.params]).toEqual([
        flow.name,
        422,
        'merge_impossible',
        { flows: [flow.name] },
      ]);
      const preview = await server.client.post<MergePreview>(`/api/v1/tags/${gone.id}/merge/preview`, {
        into: stays.id,
      });
      expect(preview.body.obstacles).toMatchObject([
        { code: 'merge_impossible', message: expect.stringContaining(flow.name) },
      ]);
      expect(await everything()).toEqual(before);
    }
  });
});
