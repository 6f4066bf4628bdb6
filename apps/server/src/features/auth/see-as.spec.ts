import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Me, Role, Tag, Taxonomy } from '@tagloom/contracts';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';

describe('seeing as a department', () => {
  let server: TestApp;
  let market: string;
  let sales: string;
  let ofSales: Tag;

  beforeAll(async () => {
    server = await createTestApp({ role: { api: true, worker: false } });
    const department = async (name: string) =>
      (await server.client.post<{ id: string }>('/api/v1/departments', { name })).body.id;
    [market, sales] = [await department('市场部'), await department('销售部')];
    const { client } = await signedIn(server, 'designer', '销售', sales);
    ofSales = (await client.post<Tag>('/api/v1/tags', { name: { 'zh-CN': '消费力' }, category: 'value' })).body;
  });
  afterAll(() => server.close());

  const person = async (role: Role, departmentId?: string) =>
    (await signedIn(server, role, '总部', departmentId)).client;
  const seeAs = (client: TestClient, departmentId: unknown) => client.put<Me>('/api/v1/me/see-as', { departmentId });
  const sees = async (client: TestClient) =>
    (await client.get<Taxonomy>('/api/v1/tags')).body.tags.some(({ id }) => id === ofSales.id);

  it.each<Role>(['admin', 'compliance'])(
    'shows a %s of the whole organisation what the department sees, and no more',
    async (role) => {
      const client = await person(role);
      expect(await sees(client)).toBe(true);
      expect(await seeAs(client, market)).toMatchObject({
        status: 200,
        body: { role, department: null, seeAs: { id: market, name: '市场部' } },
      });
      expect(await sees(client)).toBe(false);
      expect((await client.get<Me>('/api/v1/auth/me')).body).toMatchObject({ name: '总部', seeAs: { id: market } });
      expect((await seeAs(client, sales)).body.seeAs).toMatchObject({ id: sales });
      expect(await sees(client)).toBe(true);
      expect(await seeAs(client, null)).toMatchObject({ status: 200, body: { seeAs: null, department: null } });
      expect(await sees(client)).toBe(true);
    },
  );

  it('lets nothing be changed but searches be made, until it is left', async () => {
    const client = await person('admin');
    await seeAs(client, market);
    const refused = { status: 403, body: { error: { code: 'see_as_read_only' } } };
    expect(await client.post('/api/v1/tags', { name: { 'zh-CN': '新' }, category: 'value' })).toMatchObject(refused);
    expect(await client.delete(`/api/v1/tags/${ofSales.id}`)).toMatchObject(refused);
    expect(await client.patch('/api/v1/auth/me', { locale: 'en' })).toMatchObject(refused);
    expect(await client.put('/api/v1/me/department', { departmentId: null })).toMatchObject(refused);
    expect(await client.post('/api/v1/inbox/read', {})).toMatchObject(refused);
    expect((await client.post('/api/v1/customers/search', {})).status).toBe(200);
    await seeAs(client, null);
    expect((await client.patch('/api/v1/auth/me', { locale: 'zh-CN' })).status).toBe(200);
  });

  it('is for nobody else, and never of a department that is not there', async () => {
    const forbidden = { status: 403, body: { error: { code: 'forbidden' } } };
    for (const role of ['designer', 'agent', 'viewer'] as const)
      expect(await seeAs(await person(role), market)).toMatchObject(forbidden);
    expect(await seeAs(await person('admin', sales), market)).toMatchObject(forbidden);
    expect(await seeAs(server.client, market)).toMatchObject(forbidden);
    const client = await person('admin');
    expect(await seeAs(client, '987654')).toMatchObject({
      status: 404,
      body: { error: { code: 'department_not_found' } },
    });
    for (const strange of ['', '__proto__', [], {}, undefined, 0])
      expect(await seeAs(client, strange)).toMatchObject({ status: 400 });
    expect(await sees(client)).toBe(true);
  });

  it('can be ended by signing out', async () => {
    const client = await person('admin');
    await seeAs(client, market);
    expect((await client.post('/api/v1/auth/logout')).status).toBe(204);
    expect((await client.get('/api/v1/auth/me')).status).toBe(401);
  });
});
