import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChangesResponse, ErrorBody, Tag, TagGroup, Taxonomy } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
});
afterAll(() => server.close());

const create = (name: string, fields: object = {}) =>
  server.client.post<Tag>('/api/v1/tags', { name: { 'zh-CN': name }, category: 'value', ...fields });
const search = async (text: string) =>
  (await server.client.get<Tag[]>(`/api/v1/tags/search?q=${encodeURIComponent(text)}`)).body.map(
    ({ name }) => name['zh-CN'],
  );

describe('tags', () => {
  it('get a key from their name, and a number when it is taken', async () => {
    expect((await create('高潜客户')).body.key).toBe('gao_qian_ke_hu');
    expect((await create('高潜客户')).body.key).toBe('gao_qian_ke_hu_2');
    expect(await create('另一个', { key: 'gao_qian_ke_hu' })).toMatchObject({
      status: 409,
      body: { error: { code: 'key_taken', path: 'key' } },
    });
  });

  it('stand in a group in the order of their making', async () => {
    const group = { key: 'lifecycle', name: { 'zh-CN': '生命周期' }, category: 'behavior', exclusive: true };
    const { body: saved } = await server.client.post<TagGroup>('/api/v1/tag-groups', group);
    const inGroup = { category: 'behavior', groupId: saved.id };
    expect((await create('新客', inGroup)).body).toMatchObject({ position: 0, groupId: saved.id });
    expect((await create('流失用户', inGroup)).body).toMatchObject({ position: 1 });
    expect(await create('错类', { groupId: saved.id })).toMatchObject({
      status: 400,
      body: { error: { path: 'category' } },
    });
    const { body } = await server.client.get<Taxonomy>('/api/v1/tags');
    expect(body.groups).toEqual([
      { ...group, id: saved.id, parentId: null, ownerDepartmentId: null, editable: true, revision: 1 },
    ]);
  });

  it.each([
    ['flag', ['a'], 'values'],
    ['one_of', [], 'values'],
    ['many_of', ['a', 'a'], 'values'],
  ])('of kind %s refuse the values %j', async (kind, values, path) => {
    expect(await create('有值', { kind, values })).toMatchObject({
      status: 400,
      body: { error: { code: 'validation_failed', path } },
    });
  });

  it('say how many customers have them', async () => {
    const { body: tag } = await create('有人');
    await server.database.pool.query('INSERT INTO customers (tags) VALUES (ARRAY[$1::int]), (ARRAY[$1::int])', [
      tag.id,
    ]);
    await new Promise((resolve) => setTimeout(resolve, 2_050));
    const { body } = await server.client.get<Taxonomy>('/api/v1/tags');
    expect(body.tags.find(({ id }) => id === tag.id)?.customers).toBe(2);
  });

  it('change their name, and are found by the new one', async () => {
    const { body: tag } = await create('旧名字');
    expect(await server.client.patch(`/api/v1/tags/${tag.id}`, { name: { 'zh-CN': '蓝莓酱' } })).toMatchObject({
      status: 200,
      body: { key: 'jiu_ming_zi' },
    });
    expect(await search('lanmei')).toEqual(['蓝莓酱']);
    expect(await search('旧名字')).toEqual([]);
  });
});

describe('the search of tags', () => {
  beforeAll(async () => {
    await create('爱喝咖啡', { name: { 'zh-CN': '爱喝咖啡', en: 'Coffee lover' } });
    await create('咖啡');
    await create('百分%之百');
  });

  it.each(['咖啡', 'kafei', 'ka fei', "ka'fei", 'KF', 'kaf'])('finds by %s, the whole match first', async (text) => {
    expect(await search(text)).toEqual(['咖啡', '爱喝咖啡']);
  });
  it('finds by the English name', async () => {
    expect(await search('coffee LOVER')).toEqual(['爱喝咖啡']);
  });
  it('takes % and _ for what they are', async () => {
    expect(await search('%')).toEqual(['百分%之百']);
    expect(await search('_')).toEqual([]);
  });
  it('gives at most twenty', async () => {
    await Promise.all(Array.from({ length: 25 }, (_, index) => create(`批量${index}`, { key: `bulk_${index}` })));
    expect(await search('piliang')).toHaveLength(20);
    expect(await search('')).toHaveLength(20);
  });
});

describe('deleting a tag', () => {
  const draft = (nodes: object[]) =>
    server.database.pool.query(`INSERT INTO flows (draft, updated_by) VALUES ($1, 'test')`, [
      {
        name: '草稿流程',
        nodes: nodes.map((data, index) => ({ id: `n${index}`, kind: 'x', position: { x: 0, y: 0 }, data })),
        edges: [],
      },
    ]);

  it('works when nothing mentions it', async () => {
    const { body: tag } = await create('没人用');
    expect((await server.client.delete(`/api/v1/tags/${tag.id}`)).status).toBe(204);
    expect((await server.client.delete(`/api/v1/tags/${tag.id}`)).status).toBe(404);
  });

  it.each([
    ['an action', (key: string) => ({ action: 'addTag', tag: key, membership: 'while' })],
    ['a condition', (key: string) => ({ fact: `tag.${key}`, operator: 'isTrue' })],
    [
      'the value of a condition',
      (key: string) => ({ fact: 'profile.city', operator: 'equal', value: { fact: `tag.${key}` } }),
    ],
  ])('is refused while %s of a flow mentions it, and the flow is named', async (_title, node) => {
    const { body: tag } = await create('流程在用');
    await draft([node(tag.key)]);
    const response = await server.client.delete<ErrorBody>(`/api/v1/tags/${tag.id}`);
    expect(response).toMatchObject({
      status: 409,
      body: { error: { code: 'tag_in_use', params: { flows: ['草稿流程'] } } },
    });
  });

  it('works when only history mentions it, which goes on naming it', async () => {
    const { body: tag } = await create('历史在用');
    await server.database.pool.query(
      `INSERT INTO changes (customer_id, tag_id, kind, actor_kind, actor_id, actor_name, held_before, held_after, effective_at)
       VALUES (1, $1, 'retracted', 'person', '1', 'x', true, false, now())`,
      [tag.id],
    );
    expect((await server.client.delete(`/api/v1/tags/${tag.id}`)).status).toBe(204);
    const { body } = await server.client.get<ChangesResponse>(`/api/v1/changes?tag=${tag.id}`);
    expect(body.items).toMatchObject([{ kind: 'retracted', tag: { id: tag.id, name: { 'zh-CN': '历史在用' } } }]);
  });

  it('refuses to take away a value that a customer has', async () => {
    const { body: tag } = await create('偏好口味', { kind: 'many_of', values: ['甜', '咸', '辣'] });
    await server.database.pool.query(
      `INSERT INTO claims (customer_id, tag_id, source, source_id, source_name, stance, since, value)
       VALUES (1, $1, 'person', '1', 'x', 'assert', now(), '["甜"]')`,
      [tag.id],
    );
    const change = (values: string[]) => server.client.patch(`/api/v1/tags/${tag.id}`, { values });
    expect(await change(['咸', '辣'])).toMatchObject({
      status: 409,
      body: { error: { code: 'tag_in_use', params: { value: '甜' } } },
    });
    expect(await change(['甜', '酸'])).toMatchObject({ status: 200, body: { values: ['甜', '酸'] } });
  });
});
