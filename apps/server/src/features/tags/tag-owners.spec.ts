import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody, Tag, TagCheck, TagDetail } from '@tagloom/contracts';
import { joined, type Joined } from '../../testing/joined.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';

let server: TestApp;
let sales: Joined;
let service: Joined;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
  [sales, service] = [await joined(server, '销售部'), await joined(server, '客服部')];
});
afterAll(() => server.close());

const ROUTE = '/api/v1/tags';
type Answer = Tag & ErrorBody;
const create = async (name: string, fields: object = {}, client = server.client) =>
  client.post<Answer>(ROUTE, { name: { 'zh-CN': name }, category: 'value', ...fields });
const change = (id: string, fields: object, client = server.client) => client.patch<Answer>(`${ROUTE}/${id}`, fields);
const detail = async (id: string, client = server.client) => (await client.get<TagDetail>(`${ROUTE}/${id}`)).body;
const codeOf = ({ status, body }: { status: number; body: Partial<ErrorBody> }) => [
  status,
  body.error?.code,
  body.error?.path,
];
const lend = async (tagId: string, departmentId: string, level: string) => {
  const { status } = await server.client.post('/api/v1/shares', { tagId, departmentId, level, purpose: '测试' });
  expect(status).toBeLessThan(300);
};

describe('the scope of a tag', () => {
  it('widens from a person to the department to the enterprise, and never narrows', async () => {
    const { body: own } = await create('我的小抄', { scope: 'personal' }, sales.client);
    expect(own.key).toBe(`u${sales.id}_wo_de_xiao_chao`);
    expect(await change(own.id, { scope: 'department' }, sales.client)).toMatchObject({
      status: 200,
      body: { scope: 'department', ownerDepartmentId: sales.department },
    });
    expect((await change(own.id, { scope: 'enterprise' }, sales.client)).body.scope).toBe('enterprise');
    expect(codeOf(await change(own.id, { scope: 'department' }, sales.client))).toEqual([
      400,
      'validation_failed',
      'scope',
    ]);
  });

  it('is changed by its owner alone, whatever was lent', async () => {
    const { body: tag } = await create('借出编辑', {}, sales.client);
    await lend(tag.id, service.department, 'edit');
    expect((await change(tag.id, { meaning: '借来改' }, service.client)).status).toBe(200);
    for (const [fields, path] of [
      [{ scope: 'enterprise' }, 'scope'],
      [{ ownerDepartmentId: service.department }, 'ownerDepartmentId'],
    ] as const)
      expect(codeOf(await change(tag.id, fields, service.client))).toEqual([403, 'not_owner', path]);
    expect(codeOf(await change(tag.id, { ownerDepartmentId: service.department }, sales.client))).toEqual([
      403,
      'not_owner',
      'ownerDepartmentId',
    ]);
    expect((await change(tag.id, { ownerDepartmentId: service.department })).body.ownerDepartmentId).toBe(
      service.department,
    );
  });

  it('of a person keeps headquarters from all but the count', async () => {
    const { body: own } = await create('机密人名单', { scope: 'personal', meaning: '不给人看' }, sales.client);
    const seen = await detail(own.id);
    expect(seen).toMatchObject({
      level: 'exists',
      name: { en: 'Personal tag' },
      key: `personal_${own.id}`,
      customers: 0,
    });
    expect(JSON.stringify(seen)).not.toMatch(/机密|ji_mi|不给人看/);
    expect(JSON.stringify((await server.client.get(`${ROUTE}/search?q=jimi`)).body)).toBe('[]');
    expect(codeOf(await server.client.get(`${ROUTE}/${own.id}/versions`))).toEqual([403, 'level_too_low', 'id']);
    expect(await detail(own.id, sales.client)).toMatchObject({ name: { 'zh-CN': '机密人名单' }, isOwner: true });
  });
});

describe('a key', () => {
  it('tells nothing of tags that one does not see: the canary of another department changes no answer', async () => {
    const { body: canary } = await create('金丝雀', { key: 'canary' }, service.client);
    await create('金丝雀', {}, service.client);
    await create('金丝雀', { scope: 'personal' }, service.client);
    await create('金丝雀', { scope: 'department' });
    expect(canary.key).toBe(`d${service.department}_canary`);
    const mine = `d${sales.department}_`;
    const made = async (fields: object) => (await create('金丝雀', fields, sales.client)).body.key;
    expect(await made({ key: 'canary' })).toBe(`${mine}canary`);
    expect(await made({})).toBe(`${mine}jin_si_que`);
    expect(await made({ key: canary.key })).toBe(`${mine}d${service.department}canary`);
    expect(await made({ scope: 'personal' })).toBe(`u${sales.id}_jin_si_que`);
    const { body } = await sales.client.post<TagCheck>(`${ROUTE}/check`, { name: { 'zh-CN': '金丝雀' } });
    const duplicates = body.duplicates.map(({ id }) => id);
    const { rows } = await server.database.query<{ id: string }>(
      `SELECT id::text FROM tags WHERE owner_department_id IS DISTINCT FROM $1`,
      [sales.department],
    );
    expect(duplicates).toHaveLength(4);
    expect(duplicates.filter((id) => rows.some((row) => row.id === id))).toEqual([]);
  });

  it('that the caller has itself is taken, and says so', async () => {
    await create('占用', { key: 'taken' }, sales.client);
    expect(codeOf(await create('占用', { key: 'taken' }, sales.client))).toEqual([409, 'key_taken', 'key']);
  });

  it('that headquarters makes never stands where a department’s would', async () => {
    expect((await create('D5 客户')).body.key).not.toMatch(/^[du]\d+_/);
    expect((await create('外来的', { key: `d${sales.department}_foreign` })).body.key).toBe(
      `d${sales.department}foreign`,
    );
  });
});

describe('the check of a form', () => {
  const check = async (request: object, client = sales.client) =>
    (await client.post<TagCheck>(`${ROUTE}/check`, request)).body;

  it('warns of what is nearly the same, in both languages, but not of the tag itself', async () => {
    const { body: tag } = await create('高价值客户', {}, sales.client);
    const name = { 'zh-CN': 'VIP客户' };
    expect((await check({ name })).duplicates).toMatchObject([
      { id: tag.id, reason: 'synonym', message: { 'zh-CN': expect.any(String), en: expect.any(String) } },
    ]);
    expect((await check({ name, id: tag.id })).duplicates).toEqual([]);
    expect((await check({ name }, service.client)).duplicates).toEqual([]);
    expect((await create('VIP客户', {}, sales.client)).status).toBe(201);
  });

  it('says what would be refused, and where', async () => {
    expect(await check({ name: { 'zh-CN': '' } })).toMatchObject({ problems: [{ path: 'name.zh-CN', code: 'empty' }] });
    const { leaks } = await check({
      name: { 'zh-CN': '王五' },
      values: ['甲', '13800138000'],
      meaning: '邮箱a.b@qq.com',
    });
    expect(leaks.map(({ path, kind }) => [path, kind])).toEqual([
      ['meaning', 'email'],
      ['values.1', 'mobile'],
    ]);
  });
});

describe('what a department calls a tag', () => {
  const put = (id: string, departmentId: string, body: object, client: TestClient) =>
    client.put<ErrorBody>(`${ROUTE}/${id}/local-names/${departmentId}`, body);

  it('stands beside the official name for it and those below it, and nobody else', async () => {
    const { body: tag } = await create('沉睡用户');
    const { body: below } = await server.client.post<{ id: string }>('/api/v1/departments', {
      name: '华东组',
      parentId: sales.department,
    });
    const east = await signedIn(server, 'designer', '华东', below.id);
    const name = { 'zh-CN': '要唤醒的', en: 'To be woken' };
    expect((await put(tag.id, sales.department, { name, meaning: '半年没来' }, sales.client)).status).toBe(200);
    const local = { departmentId: sales.department, departmentName: '销售部', name, meaning: '半年没来' };
    expect(await detail(tag.id, sales.client)).toMatchObject({ localName: local, localNames: [local] });
    expect((await detail(tag.id, east.client)).localName).toEqual(local);
    expect(await detail(tag.id, service.client)).toMatchObject({ localName: null, localNames: [] });
    expect(await detail(tag.id)).toMatchObject({ localName: null, localNames: [local] });

    expect((await put(tag.id, below.id, { name: { 'zh-CN': '睡着了' } }, east.client)).status).toBe(200);
    expect((await detail(tag.id, east.client)).localName?.name['zh-CN']).toBe('睡着了');
    expect((await detail(tag.id, sales.client)).localName?.name['zh-CN']).toBe('要唤醒的');
    await east.client.delete(`${ROUTE}/${tag.id}/local-names/${below.id}`);
    expect((await detail(tag.id, east.client)).localName).toEqual(local);
  });

  it('is its own affair: others are refused, and so is a department that cannot read the tag', async () => {
    const { body: tag } = await create('各叫各的');
    const name = { 'zh-CN': '别名' };
    expect(codeOf(await put(tag.id, sales.department, { name }, service.client))).toEqual([
      403,
      'forbidden',
      'departmentId',
    ]);
    expect(codeOf(await put(tag.id, '999999', { name }, server.client))).toEqual([
      404,
      'department_not_found',
      'departmentId',
    ]);
    await lend(tag.id, service.department, 'exists');
    expect(codeOf(await put(tag.id, service.department, { name }, service.client))).toEqual([
      403,
      'level_too_low',
      'id',
    ]);
    expect(codeOf(await put(tag.id, service.department, { name }, server.client))).toEqual([
      403,
      'level_too_low',
      'departmentId',
    ]);
    for (const [bad, code] of [
      [{ 'zh-CN': '13800138000' }, 'leak_found'],
      [{ 'zh-CN': ' ' }, 'name_refused'],
    ] as const)
      expect(codeOf(await put(tag.id, sales.department, { name: bad }, sales.client))).toEqual([
        422,
        code,
        'name.zh-CN',
      ]);
    expect((await detail(tag.id)).localNames).toEqual([]);
  });
});
