import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody, Tag, TagGroup, Taxonomy } from '@tagloom/contracts';
import { joined, type Joined } from '../../testing/joined.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

let server: TestApp;
let sales: Joined;
let service: Joined;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
  [sales, service] = [await joined(server, '销售部'), await joined(server, '客服部')];
});
afterAll(() => server.close());

const ROUTE = '/api/v1/tag-groups';
type Answer = TagGroup & ErrorBody;
const create = async (name: string, fields: object = {}, client = server.client): Promise<Answer> => {
  const { body } = await client.post<Answer>(ROUTE, { name: { 'zh-CN': name }, category: 'value', ...fields });
  return body;
};
const update = (id: string, fields: object, client = server.client) => client.patch<Answer>(`${ROUTE}/${id}`, fields);
const library = async (client = server.client) => (await client.get<Taxonomy>('/api/v1/tags')).body;
const tagIn = async (group: { id: string }, name: string, client = server.client) =>
  (
    await client.post<Tag & ErrorBody>('/api/v1/tags', {
      name: { 'zh-CN': name },
      category: 'value',
      groupId: group.id,
    })
  ).body;
const codeOf = ({ status, body }: { status: number; body: Partial<ErrorBody> }) => [
  status,
  body.error?.code,
  body.error?.path,
];

describe('the tree of groups', () => {
  it('goes to any depth, keeps its category, and is renamed', async () => {
    let parentId: string | null = null;
    for (let depth = 1; depth <= 12; depth++) {
      const group: Answer = await create(`第${depth}层`, { parentId });
      expect(group).toMatchObject({ parentId, revision: 1, editable: true, category: 'value' });
      parentId = group.id;
    }
    expect((await update(parentId as string, { name: { 'zh-CN': '最底层', en: 'Bottom' } })).body).toMatchObject({
      name: { 'zh-CN': '最底层', en: 'Bottom' },
      revision: 2,
    });
  });

  it('refuses to put a group into itself, and names the way round', async () => {
    const outer = await create('外层');
    const middle = await create('中层', { parentId: outer.id });
    const inner = await create('内层', { parentId: middle.id });
    const before = await library();
    const refused = await update(outer.id, { parentId: inner.id });
    expect(codeOf(refused)).toEqual([422, 'group_cycle', 'parentId']);
    expect(refused.body.error.params).toEqual({
      path: [outer, middle, inner, outer].map(({ id, name }) => ({ id, name })),
    });
    expect(codeOf(await update(outer.id, { parentId: outer.id }))).toEqual([422, 'group_cycle', 'parentId']);
    expect(await library()).toEqual(before);
    expect((await update(inner.id, { parentId: null })).body.parentId).toBeNull();
    expect((await update(outer.id, { parentId: inner.id })).body.parentId).toBe(inner.id);
  });

  it('stays a tree when two moves that make a circle come at once', async () => {
    const [one, two] = [await create('甲组'), await create('乙组')];
    const answers = await Promise.all([update(one.id, { parentId: two.id }), update(two.id, { parentId: one.id })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
  });

  it.each([
    ['a parent that is not there', { parentId: '999999' }, 400, 'validation_failed', 'parentId'],
    ['a parent that is no id', { parentId: '' }, 400, 'validation_failed', 'parentId'],
    ['no name', { name: null }, 400, 'validation_failed', 'name'],
    ['a blank name', { name: { 'zh-CN': ' ' } }, 422, 'name_refused', 'name.zh-CN'],
    ['a phone number as its name', { name: { 'zh-CN': '13800138000' } }, 422, 'leak_found', 'name.zh-CN'],
  ])('refuses %s', async (_title, fields, status, code, path) => {
    expect(
      codeOf(await server.client.post(ROUTE, { name: { 'zh-CN': '好组' }, category: 'value', ...fields })),
    ).toEqual([status, code, path]);
    const group = await create('待改组');
    expect(codeOf(await update(group.id, fields))).toEqual([status, code, path]);
    expect((await library()).groups.find(({ id }) => id === group.id)).toEqual(group);
  });

  it('refuses a parent of another category, and an id that names nothing', async () => {
    const basic = await create('基础组', { category: 'basic' });
    const value = await create('价值组');
    expect(codeOf(await update(value.id, { parentId: basic.id }))).toEqual([400, 'validation_failed', 'parentId']);
    expect((await create('错类', { parentId: basic.id })).error).toMatchObject({ path: 'parentId' });
    expect(codeOf(await update('999999', { name: { 'zh-CN': '无' } }))).toEqual([404, 'group_not_found', 'id']);
  });

  it('tells the second of two editors what the first made of it', async () => {
    const group = await create('两人组');
    const rename = (name: string) => update(group.id, { name: { 'zh-CN': name }, revision: 1 });
    const answers = await Promise.all([rename('甲改'), rename('乙改')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.error).toMatchObject({
      code: 'revision_conflict',
      params: { revision: 2, yours: { revision: 1 }, theirs: { revision: 2 } },
    });
  });
});

describe('a group of a department', () => {
  it('is not there for the others: neither its key nor its id tells of it', async () => {
    const group = await create('秘密组', { key: 'secret' }, service.client);
    expect(group.key).toBe(`d${service.department}_secret`);
    expect((await create('秘密组', { key: 'secret' }, sales.client)).key).toBe(`d${sales.department}_secret`);
    expect((await library(sales.client)).groups.map(({ id }) => id)).not.toContain(group.id);
    const answers = async (id: string) => [
      codeOf(await update(id, { name: { 'zh-CN': '改' } }, sales.client)),
      codeOf(await sales.client.put(`${ROUTE}/${id}/order`, { tagIds: ['1'] })),
      codeOf(await sales.client.post(ROUTE, { name: { 'zh-CN': '下级' }, category: 'value', parentId: id })),
      codeOf(await sales.client.post('/api/v1/tags', { name: { 'zh-CN': '标' }, category: 'basic', groupId: id })),
    ];
    expect(await answers(group.id)).toEqual(await answers('999999'));
  });

  it('is changed by its owner alone; of headquarters’, a department uses what it sees', async () => {
    const group = await create('总部组');
    await tagIn(group, '总部标签');
    expect(codeOf(await update(group.id, { name: { 'zh-CN': '我的' } }, sales.client))).toEqual([
      403,
      'not_owner',
      'id',
    ]);
    expect((await tagIn(group, '部门标签', sales.client)).groupId).toBe(group.id);
    expect((await library(sales.client)).groups.find(({ id }) => id === group.id)?.editable).toBe(false);
  });
});

describe('the order in an exclusive group', () => {
  it('is what the owner says; hidden tags keep their places', async () => {
    const group = await create('生命周期', { exclusive: true });
    const [one, two] = [await tagIn(group, '新客户'), await tagIn(group, '老客户')];
    await tagIn(group, '销售看', sales.client);
    const four = await tagIn(group, '流失客户');
    const { body } = await server.client.put<Tag[]>(`${ROUTE}/${group.id}/order`, {
      tagIds: (await library()).tags
        .filter(({ groupId }) => groupId === group.id)
        .map(({ id }) => id)
        .reverse(),
    });
    expect(body.map(({ name, position }) => [name['zh-CN'], position])).toEqual([
      ['流失客户', 0],
      ['销售看', 1],
      ['老客户', 2],
      ['新客户', 3],
    ]);
    const own = await create('部门组', { exclusive: true }, sales.client);
    const mine = [await tagIn(own, '甲', sales.client), await tagIn(own, '乙', sales.client)];
    const personal = await server.client.post<Tag>('/api/v1/tags', { name: { 'zh-CN': '占位' }, category: 'value' });
    await server.database.query(
      `UPDATE tags SET group_id = $1, position = 0, scope = 'department', owner_department_id = $2 WHERE id = $3`,
      [own.id, service.department, personal.body.id],
    );
    await sales.client.put(`${ROUTE}/${own.id}/order`, { tagIds: mine.map(({ id }) => id).reverse() });
    const { rows } = await server.database.query<{ name: string }>(
      `SELECT name ->> 'zh-CN' AS name FROM tags WHERE group_id = $1 ORDER BY position`,
      [own.id],
    );
    expect(rows.map(({ name }) => name)).toEqual(['乙', '占位', '甲']);
    expect([one.position, two.position, four.position]).toEqual([0, 1, 3]);
  });

  it('names every tag that the caller sees, each once', async () => {
    const group = await create('次序', { exclusive: true });
    const [one, two] = [await tagIn(group, '一'), await tagIn(group, '二')];
    const elsewhere = await tagIn(await create('别组'), '别处');
    const order = (tagIds: unknown) => server.client.put<ErrorBody>(`${ROUTE}/${group.id}/order`, { tagIds });
    expect(codeOf(await order([one.id]))).toEqual([409, 'conflict', 'tagIds']);
    expect(codeOf(await order([one.id, elsewhere.id]))).toEqual([400, 'validation_failed', 'tagIds.1']);
    expect(codeOf(await order([one.id, one.id]))).toEqual([400, 'validation_failed', 'tagIds']);
    expect(codeOf(await order([]))).toEqual([400, 'validation_failed', 'tagIds']);
    expect(codeOf(await order([two.id, one.id]))).toEqual([200, undefined, undefined]);
  });
});

describe('a tag that moves to another group', () => {
  it('stands last there; not into or out of an exclusive one once customers have it', async () => {
    const [open, exclusive] = [await create('开放组'), await create('互斥组', { exclusive: true })];
    await tagIn(open, '先来的');
    const tag = await tagIn(exclusive, '搬家');
    const move = (groupId: string | null) =>
      server.client.patch<Tag & ErrorBody>(`/api/v1/tags/${tag.id}`, { groupId });
    expect((await move(open.id)).body).toMatchObject({ groupId: open.id, position: 1 });
    expect((await move(null)).body.groupId).toBeNull();
    await server.database.query(
      `INSERT INTO claims (customer_id, tag_id, source, source_id, source_name, stance, since)
       VALUES (1, $1, 'person', '1', 'x', 'assert', now())`,
      [tag.id],
    );
    expect(codeOf(await move(exclusive.id))).toEqual([409, 'tag_in_use', 'groupId']);
    expect((await move(open.id)).status).toBe(200);
    expect(codeOf(await move((await create('基础', { category: 'basic' })).id))).toEqual([
      400,
      'validation_failed',
      'groupId',
    ]);
  });
});
