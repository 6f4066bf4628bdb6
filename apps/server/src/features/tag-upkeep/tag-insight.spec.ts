import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Department, Flow, Lineage, Tag, TagHealth, TagHealthReport, TagUses } from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { AT, draftOf, makeLibrary, seedCustomers, type SeedClaim } from '../../testing/library-world.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';

let server: TestApp;
let market: Department;
let service: Department;
let marketer: TestClient;
/** Of everybody; and one of 客服部 that 市场部 must not know of. */
let tags: Tag[];
let hidden: Tag;
beforeAll(async () => {
  const clock: Clock = { now: () => new Date(AT) };
  server = await createTestApp({ role: { api: true, worker: false }, clock });
  const create = async (name: string) => (await server.client.post<Department>('/api/v1/departments', { name })).body;
  [market, service] = [await create('市场部'), await create('客服部')];
  marketer = (await signedIn(server, 'designer', '市场设计', market.id)).client;
  const { client } = await signedIn(server, 'designer', '客服设计', service.id);
  hidden = (await client.post<Tag>('/api/v1/tags', { name: { 'zh-CN': '金丝雀标签' }, category: 'value' })).body;
  ({ tags } = await makeLibrary(server, 'seen'));
  const seed: SeedClaim = {
    tag: 3,
    source: 'person',
    sourceId: '1',
    stance: 'assert',
    value: 0,
    priority: 0,
    daysAgo: 3,
    expires: false,
  };
  // 3 and 4 on the same twelve customers, 0 on six of them, and 7 on two
  await seedCustomers(
    server,
    tags,
    Array.from({ length: 12 }, (_, at) => [
      seed,
      { ...seed, tag: 4 },
      ...(at < 6 ? [{ ...seed, tag: 0 }] : []),
      ...(at < 2 ? [{ ...seed, tag: 7 }] : []),
    ]),
  );
  await server.database.query(
    `INSERT INTO event_types (name, label, properties) VALUES ('order_paid', '{"zh-CN": "下单"}', '[]')`,
  );
  await server.database.query(`INSERT INTO metrics (key, definition, status) VALUES ('orders_90d', $1, 'ready')`, [
    {
      key: 'orders_90d',
      name: { 'zh-CN': '近 90 天订单' },
      eventTypes: ['order_paid'],
      aggregation: 'count',
      window: { kind: 'lifetime' },
    },
  ]);
  await server.database.query('UPDATE catalog_state SET version = version + 1');
  await draft(reading(draftOf('从订单来', 'x', tags[0].key), 'metric.orders_90d'), null);
  await draft(draftOf('到下一个', tags[0].key, tags[1].key), null);
  await draft(draftOf('金丝雀规则', tags[1].key, hidden.key), null);
  await draft(draftOf('客服的规则', tags[1].key, tags[2].key), service.id);
});
afterAll(() => server.close());

const uses = async (tag: Tag, client = server.client) =>
  (await client.get<TagUses>(`/api/v1/tags/${tag.id}/uses`)).body;
const lineage = async (tag: Tag, query = '', client = server.client) =>
  (await client.get<Lineage>(`/api/v1/tags/${tag.id}/lineage${query}`)).body;
const health = async (client = server.client, query = '') =>
  (await client.get<TagHealthReport>(`/api/v1/tags/health${query}`)).body;
const of = (report: TagHealthReport, tag: Tag) => report.tags.find(({ id }) => id === tag.id) as TagHealth;

describe('where a tag is used', () => {
  it('lists flows with how they use it, competitors, shares and suggestions', async () => {
    expect(await uses(tags[1])).toMatchObject({
      flows: [
        { name: '到下一个', draft: true, published: false, uses: ['sets'] },
        { name: '金丝雀规则', uses: ['reads'] },
        { name: '客服的规则', uses: ['reads'] },
      ],
      exclusiveGroup: { tags: [{ id: tags[0].id }, { id: tags[2].id }] },
      openSuggestions: 0,
      shares: [],
      removable: false,
    });
    expect(await uses(tags[6])).toMatchObject({ flows: [], exclusiveGroup: null, removable: true, customers: 0 });
  });

  it('tells a department nothing of flows that name what it may not see, nor of those of others', async () => {
    const seen = await uses(tags[1], marketer);
    expect(seen.flows.map(({ name }) => name)).toEqual(['到下一个']);
    expect(JSON.stringify(seen)).not.toMatch(/金丝雀|客服/);
    const [foreign, absent] = await Promise.all(
      [hidden.id, '2147483000'].map((id) => marketer.get(`/api/v1/tags/${id}/uses`)),
    );
    expect([foreign.status, absent.status]).toEqual([404, 404]);
  });
});

describe('the lineage of a tag', () => {
  it('leads from events over metrics and flows to the tag, and on to what is made of it', async () => {
    const { nodes, edges, truncated } = await lineage(tags[0]);
    expect(nodes.map(({ id, distance }) => [id.replace(/flow:\d+/, 'flow'), distance])).toEqual([
      ['eventType:order_paid', -3],
      ['metric:orders_90d', -2],
      ['flow', -1],
      [`tag:${tags[0].key}`, 0],
      ['flow', 1],
      [`tag:${tags[1].key}`, 2],
      ['flow', 3],
      ['flow', 3],
      [`tag:${hidden.key}`, 4],
      [`tag:${tags[2].key}`, 4],
    ]);
    expect(edges).toContainEqual({ from: 'eventType:order_paid', to: 'metric:orders_90d' });
    expect(truncated).toBe(false);
  });

  it('ends where the depth does, and says so', async () => {
    const { nodes, truncated } = await lineage(tags[0], '?depth=1');
    expect([nodes.length, truncated]).toEqual([3, true]);
    expect((await server.client.get(`/api/v1/tags/${tags[0].id}/lineage?depth=9`)).status).toBe(400);
  });

  it('has no gap where a department may not look: it ends there, as if nothing came after', async () => {
    const seen = await lineage(tags[0], '', marketer);
    expect(seen.nodes.map(({ id }) => id)).toContain(`tag:${tags[1].key}`);
    expect(seen).toMatchObject({ truncated: false });
    expect(JSON.stringify(seen)).not.toMatch(/金丝雀|客服/);
    expect(seen.nodes).toHaveLength(6);
  });
});

describe('the health of tags', () => {
  it('counts customers, their share, flows, and the tag that says the same', async () => {
    const report = await health();
    expect(report).toMatchObject({ population: 12, sample: null, staleDays: 180 });
    expect(of(report, tags[3])).toMatchObject({
      customers: 12,
      share: 1,
      flows: 0,
      lastChangeAt: new Date(AT).toISOString(),
      overlap: { id: tags[4].id, jaccard: 1 },
      stale: false,
      retirement: ['duplicate'],
    });
    expect(of(report, tags[0])).toMatchObject({
      customers: 6,
      share: 0.5,
      flows: 2,
      overlap: { jaccard: 0.5 },
      retirement: [],
    });
    expect(of(report, tags[6])).toMatchObject({ customers: 0, lastChangeAt: null, retirement: ['never_used'] });
  });

  it('calls a tag stale when nothing has changed for so many days', async () => {
    await server.database.query(`ALTER TABLE changes DISABLE TRIGGER append_only`);
    await server.database.query(
      `UPDATE changes SET effective_at = effective_at - interval '8 days' WHERE tag_id = $1`,
      [tags[7].id],
    );
    await server.database.query(`ALTER TABLE changes ENABLE TRIGGER append_only`);
    await new Promise((resolve) => setTimeout(resolve, 5_100));
    expect(of(await health(server.client, '?staleDays=7'), tags[7])).toMatchObject({
      stale: true,
      retirement: ['stale'],
    });
    expect(of(await health(server.client, '?staleDays=9'), tags[7])).toMatchObject({ stale: false, retirement: [] });
  }, 15_000);

  it('is what a department may know: nothing of hidden tags, few customers of a masked one suppressed, none to retire of others', async () => {
    const lend = (tag: Tag, level: string) =>
      server.client.post('/api/v1/shares', { tagId: tag.id, departmentId: market.id, level, purpose: '测试' });
    await lend(tags[7], 'masked');
    await lend(tags[3], 'exists');
    const report = await health(marketer);
    expect(of(report, tags[7])).toMatchObject({ customers: null, share: null, lastChangeAt: null, overlap: null });
    expect(of(report, tags[3])).toMatchObject({ customers: null, overlap: null, retirement: [] });
    // it reads tag 4, but not the one that says the same: another one comes in its place
    expect(of(report, tags[4])).toMatchObject({ customers: 12, overlap: { id: tags[0].id }, retirement: [] });
    expect(JSON.stringify(report)).not.toMatch(/金丝雀/);
  });
});

async function draft(flow: object, departmentId: string | null): Promise<void> {
  await server.database.query(`INSERT INTO flows (draft, updated_by, department_id) VALUES ($1, 'test', $2)`, [
    flow,
    departmentId,
  ]);
}

const reading = (flow: Flow, fact: string): Flow => ({
  ...flow,
  nodes: flow.nodes.map((node) => (node.kind === 'condition' ? { ...node, data: { ...node.data, fact } } : node)),
});
