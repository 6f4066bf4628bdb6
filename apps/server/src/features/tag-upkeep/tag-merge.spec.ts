import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  Department,
  ErrorBody,
  MergePreview,
  Tag,
  TagOperation,
  TagOperations,
  Taxonomy,
} from '@tagloom/contracts';
import fc from 'fast-check';
import { Clock } from '../../platform/clock/clock.js';
import { AT, arbitraryCustomers, draftOf, makeLibrary, seedCustomers, snapshot } from '../../testing/library-world.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

let server: TestApp;
let market: Department;
beforeAll(async () => {
  const clock: Clock = { now: () => new Date(AT) };
  server = await createTestApp({ role: { api: true, worker: false }, clock });
  market = (await server.client.post<Department>('/api/v1/departments', { name: '市场部' })).body;
});
afterAll(() => server.close());

const merge = (from: Tag, into: Tag, client = server.client) =>
  client.post<TagOperation & ErrorBody>(`/api/v1/tags/${from.id}/merge`, { into: into.id });
const preview = (from: Tag, into: Tag, client = server.client) =>
  client.post<MergePreview & ErrorBody>(`/api/v1/tags/${from.id}/merge/preview`, { into: into.id });
const undo = (id: string, client = server.client) =>
  client.post<TagOperation & ErrorBody>(`/api/v1/tag-operations/${id}/undo`);

/** Pairs of one kind, by index in the library: within the exclusive group, beside it, into it, and lists of values. */
const PAIRS = [
  [0, 1],
  [3, 4],
  [3, 0],
  [2, 4],
  [7, 6],
] as const;

describe('a merge', () => {
  it('undone leaves claims, effective tags, drafts, golden cases, suggestions and shares as they were, for 40 generated libraries', async () => {
    const worlds = fc.sample(fc.record({ customers: arbitraryCustomers(8), pair: fc.constantFrom(...PAIRS) }), {
      numRuns: 40,
      seed: 9,
    });
    let claims = 0;
    for (const [index, { customers, pair }] of worlds.entries()) {
      const { tags } = await makeLibrary(server, `m${index}`);
      const [from, into] = [tags[pair[0]], tags[pair[1]]];
      const ids = await seedCustomers(server, tags, customers);
      await surround(from, into, ids);
      const before = await snapshot(server);
      const { status, body } = await merge(from, into);
      expect(status).toBe(200);
      claims += body.counts.claims;
      expect(await mentions(from)).toEqual(0);
      expect(await undo(body.id)).toMatchObject({ status: 200, body: { undoneBy: expect.any(String) } });
      expect(await snapshot(server)).toEqual(before);
    }
    expect(claims).toBeGreaterThan(100);
  }, 240_000);

  it('gives the customers of the one tag the other, with its source and its time, and rewrites what names it', async () => {
    const { tags } = await makeLibrary(server, 'moved');
    const [from, into] = [tags[3], tags[4]];
    const [customer] = await seedCustomers(server, tags, [[{ ...CLAIM, tag: 3 }]]);
    await surround(from, into, [customer]);
    expect((await preview(from, into)).body).toMatchObject({
      customers: 1,
      both: 0,
      flows: [{ name: '引用规则', published: false }],
      goldenCases: 1,
      suggestions: 1,
      shares: 1,
      obstacles: [],
    });
    const { body } = await merge(from, into);
    expect(body).toMatchObject({
      kind: 'merge',
      counts: { customers: 1, claims: 1, flows: 1, goldenCases: 1, suggestions: 1 },
    });
    const { rows } = await server.database.query(
      `SELECT c.tag_id, c.source_id, c.since, cu.tags FROM claims c JOIN customers cu ON cu.id = c.customer_id WHERE c.customer_id = $1`,
      [customer],
    );
    expect(rows).toEqual([
      { tag_id: Number(into.id), source_id: '1', since: new Date(AT - 3 * 86_400_000 - 1), tags: [Number(into.id)] },
    ]);
    const { body: taxonomy } = await server.client.get<Taxonomy>('/api/v1/tags');
    expect(taxonomy.tags.map(({ key }) => key)).not.toContain(from.key);
  });

  it('leaves what people have done since when it is undone', async () => {
    const { tags } = await makeLibrary(server, 'later');
    const [from, into] = [tags[3], tags[4]];
    const [edited, other] = await seedCustomers(server, tags, [[CLAIM], [CLAIM]]);
    const flow = await draft(draftOf('后改的规则', from.key, from.key));
    const { body } = await merge(from, into);
    // the same person says it anew, for a reason; and somebody edits the draft
    await server.database.query(
      `UPDATE claims SET since = since + interval '1 day', reason = '后来' WHERE customer_id = $1`,
      [edited],
    );
    const later = draftOf('改了名字', into.key, into.key);
    await server.database.query('UPDATE flows SET draft = $2, revision = revision + 1 WHERE id = $1', [flow, later]);
    expect((await undo(body.id)).status).toBe(200);
    const { rows } = await server.database.query<{ id: string; tags: number[] }>(
      'SELECT id, tags FROM customers WHERE id = ANY ($1) ORDER BY id',
      [[edited, other]],
    );
    expect(rows.map((row) => row.tags)).toEqual([[Number(from.id), Number(into.id)], [Number(from.id)]]);
    const { rows: drafts } = await server.database.query('SELECT draft FROM flows WHERE id = $1', [flow]);
    expect(drafts[0].draft).toEqual(later);
    expect(await undo(body.id)).toMatchObject({ status: 409, body: { error: { code: 'operation_undone' } } });
  });

  it('adds the values of a list, and takes back those that nobody was given since', async () => {
    const { tags } = await makeLibrary(server, 'values');
    const [from, into] = [tags[7], tags[6]];
    expect((await preview(from, into)).body.addedValues).toEqual(['酸']);
    const { body } = await merge(from, into);
    const values = async () =>
      (await server.client.get<Taxonomy>('/api/v1/tags')).body.tags.find(({ id }) => id === into.id)?.values;
    expect(await values()).toEqual(['甜', '咸', '辣', '酸']);
    const [customer] = await seedCustomers(server, tags, [[]]);
    await server.database.query(
      `INSERT INTO claims (customer_id, tag_id, source, source_id, source_name, stance, since, value)
       VALUES ($1, $2, 'person', '7', 'x', 'assert', now(), '["酸"]')`,
      [customer, into.id],
    );
    await undo(body.id);
    expect(await values()).toEqual(['甜', '咸', '辣', '酸']);
  });

  it('cannot be undone when the tag that stayed is gone, until that one is back', async () => {
    const { tags } = await makeLibrary(server, 'target');
    const { body } = await merge(tags[3], tags[4]);
    await server.client.delete(`/api/v1/tags/${tags[4].id}`);
    const before = await snapshot(server);
    expect(await undo(body.id)).toMatchObject({
      status: 409,
      body: { error: { code: 'undo_impossible', params: { why: 'target_gone' } } },
    });
    expect(await snapshot(server)).toEqual(before);
    await server.client.post(`/api/v1/tags/${tags[4].id}/restore`);
    expect((await undo(body.id)).status).toBe(200);
  });
});

describe('a merge is refused, and changes nothing,', () => {
  it('of tags of two kinds, of a tag into itself, and into one that is not there', async () => {
    const { tags } = await makeLibrary(server, 'kinds');
    const before = await snapshot(server);
    expect(await merge(tags[3], tags[5])).toMatchObject({ status: 422, body: { error: { code: 'merge_impossible' } } });
    expect(await merge(tags[3], tags[3])).toMatchObject({ status: 422, body: { error: { code: 'merge_impossible' } } });
    const absent = { ...tags[4], id: '2147483000' };
    expect(await merge(tags[3], absent)).toMatchObject({
      status: 404,
      body: { error: { code: 'tag_not_found', path: 'into' } },
    });
    expect((await preview(tags[3], tags[5])).body.obstacles).toMatchObject([{ code: 'merge_impossible' }]);
    expect(await snapshot(server)).toEqual(before);
  });

  it('by a department, while a flow that runs and is not its own names the tag that would go', async () => {
    const { body: branch } = await server.client.post<Department>('/api/v1/departments', { name: '分公司' });
    const { client } = await signedIn(server, 'designer', '分公司设计', branch.id);
    const fields = { category: 'value' as const };
    const own = async (name: string) =>
      (await client.post<Tag>('/api/v1/tags', { ...fields, name: { 'zh-CN': name } })).body;
    const [from, into] = [await own('自有甲'), await own('自有乙')];
    const { tags } = await makeLibrary(server, 'running');
    // of the whole enterprise, and what it sets is not the department's
    const flow = await draft(draftOf('已发布', from.key, tags[0].key));
    await server.database.query(
      `INSERT INTO flow_versions (flow_id, version, flow, rules, sentence, applies_to, published_by)
       SELECT id, 1, draft, '[]', '{}', 'everyone', 'x' FROM flows WHERE id = $1`,
      [flow],
    );
    await server.database.query('UPDATE flows SET version = 1 WHERE id = $1', [flow]);
    const before = await snapshot(server);
    expect((await preview(from, into, client)).body.obstacles).toMatchObject([{ code: 'tag_in_use' }]);
    expect(await merge(from, into, client)).toMatchObject({
      status: 409,
      body: { error: { code: 'tag_in_use', params: { flows: ['已发布'] } } },
    });
    expect(await snapshot(server)).toEqual(before);
    // who answers for the whole organisation may
    expect((await merge(from, into)).status).toBe(200);
  });

  it('by who may not edit both tags; a hidden one is not there', async () => {
    const { client } = await signedIn(server, 'designer', '市场设计', market.id);
    const { tags } = await makeLibrary(server, 'foreign');
    const { body: own } = await client.post<Tag>('/api/v1/tags', { name: { 'zh-CN': '自家标签' }, category: 'value' });
    // headquarters' own
    const { rows } = await server.database.query<{ id: number }>(
      `INSERT INTO tags (key, name, kind, category, search, scope) VALUES ('hq_hidden', '{"zh-CN": "总部"}', 'flag', 'value', '', 'department') RETURNING id`,
    );
    const hidden = { ...own, id: String(rows[0].id) };
    expect(await merge(own, tags[3], client)).toMatchObject({
      status: 403,
      body: { error: { code: 'level_too_low' } },
    });
    expect(await merge(own, hidden, client)).toMatchObject({ status: 404, body: { error: { code: 'tag_not_found' } } });
    const { body } = await merge(tags[3], tags[4]);
    expect(await undo(body.id, client)).toMatchObject({
      status: 404,
      body: { error: { code: 'operation_not_found' } },
    });
    const { body: list } = await client.get<TagOperations>('/api/v1/tag-operations');
    expect(list.items).toEqual([]);
  });
});

const CLAIM = {
  tag: 3,
  source: 'person',
  sourceId: '1',
  stance: 'assert',
  value: 0,
  priority: 0,
  daysAgo: 3,
  expires: false,
} as const;

async function draft(flow: object): Promise<number> {
  const { rows } = await server.database.query<{ id: number }>(
    `INSERT INTO flows (draft, updated_by) VALUES ($1, 'test') RETURNING id`,
    [flow],
  );
  return rows[0].id;
}

/** Everything that can name a tag: a draft, its golden cases, a suggestion, a share. */
async function surround(from: Tag, into: Tag, customers: readonly string[]): Promise<void> {
  const flow = await draft({ ...draftOf('引用规则', from.key, from.key), audience: { include: [from.key, into.key] } });
  const expectation = JSON.stringify([{ sign: '+', tag: from.key }]);
  await server.database.query(
    `INSERT INTO golden_cases (flow_id, position, name, facts, expected, has, updated_by) VALUES ($1, 0, '案例', $2, $3, $3, 'x')`,
    [flow, { [`tag.${from.key}`]: true }, expectation],
  );
  await server.database.query(
    `INSERT INTO suggestions (customer_id, tag_id, value, flow_id, flow_version, flow_name, delivery_id, created_at)
     VALUES ($1, $2, 'null', $3, 1, 'x', 1, now())`,
    [customers[0], from.id, flow],
  );
  await server.database.query(
    `INSERT INTO shares (tag_id, department_id, level, purpose, granted_by_id, granted_by, granted_at) VALUES ($1, $2, 'read', '', '1', 'x', now())`,
    [from.id, market.id],
  );
}

/** Where a tag is still named, history and its own record aside. */
async function mentions({ id, key }: Tag): Promise<number> {
  const { rows } = await server.database.query<{ n: number }>(
    `SELECT ((SELECT count(*) FROM claims WHERE tag_id = $1) + (SELECT count(*) FROM suggestions WHERE tag_id = $1)
       + (SELECT count(*) FROM customers WHERE tags @> ARRAY[$1::int]) + (SELECT count(*) FROM tags WHERE id = $1)
       + (SELECT count(*) FROM flows WHERE draft::text LIKE '%' || $2 || '"%')
       + (SELECT count(*) FROM golden_cases WHERE (facts || jsonb_build_object('e', expected, 'h', has))::text LIKE '%' || $2 || '"%'))::int AS n`,
    [id, key],
  );
  return rows[0].n;
}
