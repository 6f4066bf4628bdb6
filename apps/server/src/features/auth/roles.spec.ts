import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { ApiKeySummary, CreatedApiKey, Department, Me, UserSummary } from '@tagloom/contracts';
import { Actor } from '../../platform/access/actor.decorator.js';
import { SignedIn } from '../../platform/access/policy.decorator.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';
import { ActorContexts } from './actor-contexts.js';

/** What services are told of the caller. */
@Controller('api/test-only/context')
class MirrorController {
  @Get()
  @SignedIn()
  read(@Actor() { role, departmentId }: ActorContext): Pick<ActorContext, 'role' | 'departmentId'> {
    return { role, departmentId };
  }
}

let server: TestApp;
let market: Department;
let service: Department;
let team: Department;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false }, controllers: [MirrorController] });
  const create = async (name: string, parentId: string | null = null) =>
    (await server.client.post<Department>('/api/v1/departments', { name, parentId })).body;
  [market, service] = [await create('市场部'), await create('客服部')];
  team = await create('客服一组', service.id);
});
afterAll(() => server.close());

const rolesOf = (id: string) => `/api/v1/users/${id}/roles`;
const add = (id: string, departmentId: string | null, role: string, client = server.client) =>
  client.post<UserSummary>(rolesOf(id), { departmentId, role });
const user = async (id: string) =>
  (await server.client.get<UserSummary[]>('/api/v1/users')).body.find((one) => one.id === id) as UserSummary;
const roleIn = async (id: string, departmentId: string | null) =>
  (await user(id)).roles.find((role) => role.departmentId === departmentId)?.id ?? '';
const remove = async (id: string, departmentId: string | null) =>
  server.client.delete(`${rolesOf(id)}/${await roleIn(id, departmentId)}`);
const act = (client: TestClient, departmentId: unknown) => client.put<Me>('/api/v1/me/department', { departmentId });
const me = async (client: TestClient) => (await client.get<Me>('/api/v1/auth/me')).body;
const context = async (client: TestClient) => (await client.get('/api/test-only/context')).body;

describe('people in several departments', () => {
  it('have a role in each, and act in the first until they choose', async () => {
    const { id, client } = await signedIn(server, 'agent', '周宁', service.id);
    const added = await add(id, market.id, 'designer');
    expect(added).toMatchObject({
      status: 201,
      body: {
        role: 'agent',
        departmentName: '客服部',
        roles: [
          { departmentId: service.id, departmentName: '客服部', role: 'agent' },
          { departmentId: market.id, departmentName: '市场部', role: 'designer' },
        ],
      },
    });
    expect(await me(client)).toMatchObject({
      role: 'agent',
      department: { id: service.id, name: '客服部' },
      departments: [
        { id: service.id, name: '客服部', role: 'agent' },
        { id: market.id, name: '市场部', role: 'designer' },
      ],
    });
    expect(await context(client)).toEqual({ role: 'agent', departmentId: service.id });
  });

  it('act in another with that role, and with nothing of the former', async () => {
    const { id, client } = await signedIn(server, 'agent', '兼职', service.id);
    await add(id, market.id, 'designer');
    expect((await client.post('/api/v1/tag-groups', {})).status).toBe(403);
    const switched = await act(client, market.id);
    expect(switched).toMatchObject({ status: 200, body: { role: 'designer', department: { name: '市场部' } } });
    expect(switched.body.abilities).toContain('publish:Flow');
    expect(await me(client)).toEqual(switched.body);
    expect(await context(client)).toEqual({ role: 'designer', departmentId: market.id });
    expect((await client.post('/api/v1/tag-groups', {})).status).toBe(400);
  });

  it('act in the whole organisation where they have a role in it', async () => {
    const { id, client } = await signedIn(server, 'viewer', '总部', market.id);
    await add(id, null, 'compliance');
    expect(await act(client, null)).toMatchObject({ status: 200, body: { role: 'compliance', department: null } });
    expect(await context(client)).toEqual({ role: 'compliance', departmentId: null });
  });

  it('choose for one session, not for their others', async () => {
    const { id, client } = await signedIn(server, 'agent', '两台电脑', service.id);
    await add(id, market.id, 'designer');
    const { email } = await user(id);
    const password = 'correct horse battery';
    const { headers } = await server.anonymous.post('/api/v1/auth/login', { email, password });
    const second = server.anonymous.with({
      cookie: (headers.get('set-cookie') ?? '').split(';')[0],
      origin: server.url,
    });
    await act(client, market.id);
    expect([(await me(client)).role, (await me(second)).role]).toEqual(['designer', 'agent']);
  });

  it('cannot tell a department of others from one that is not there', async () => {
    const { client } = await signedIn(server, 'agent', '一处', service.id);
    const answers = [await act(client, market.id), await act(client, '987654321'), await act(client, null)];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    const [foreign, absent] = [market.id, '987654321'].map((id, n) =>
      JSON.stringify(answers[n].body).replaceAll(` ${id}"`, ' ID"').replaceAll(`"${id}"`, '"ID"'),
    );
    expect(foreign).toBe(absent);
    expect(await context(client)).toEqual({ role: 'agent', departmentId: service.id });
  });

  it.each([[undefined], [''], [7], ['__proto__'], [['1']], [{}]])('refuses to act in %p', async (departmentId) => {
    const { client } = await signedIn(server, 'agent', '乱来', service.id);
    expect(await act(client, departmentId)).toMatchObject({
      status: 400,
      body: { error: { code: 'validation_failed' } },
    });
  });

  it('are persons: a key does not switch', async () => {
    expect(await act(server.client, null)).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  });
});

describe('a role that ends or changes', () => {
  it('counts at once in a session that acts in it', async () => {
    const { id, client } = await signedIn(server, 'agent', '降级', service.id);
    await add(id, market.id, 'designer');
    await act(client, market.id);
    const changed = await server.client.patch<UserSummary>(`${rolesOf(id)}/${await roleIn(id, market.id)}`, {
      role: 'viewer',
    });
    expect(changed).toMatchObject({ status: 200, body: { roles: [{ role: 'agent' }, { role: 'viewer' }] } });
    expect(await context(client)).toEqual({ role: 'viewer', departmentId: market.id });
    await remove(id, market.id);
    expect(await context(client)).toEqual({ role: 'agent', departmentId: service.id });
    expect((await me(client)).departments).toHaveLength(1);
  });

  it('ends the sessions of whoever has none left, and lets them in again when they get one', async () => {
    const { id, client } = await signedIn(server, 'agent', '离开', service.id);
    expect(await remove(id, service.id)).toMatchObject({ status: 200, body: { role: null, roles: [] } });
    expect((await client.get('/api/v1/tags')).status).toBe(401);
    const { rows } = await server.database.pool.query('SELECT FROM sessions WHERE user_id = $1', [id]);
    expect(rows).toEqual([]);
    const { email } = await user(id);
    const login = () => server.anonymous.post<Me>('/api/v1/auth/login', { email, password: 'correct horse battery' });
    expect(await login()).toMatchObject({ status: 403, body: { error: { code: 'no_role' } } });
    await add(id, team.id, 'viewer');
    expect(await login()).toMatchObject({ status: 200, body: { role: 'viewer', department: { name: '客服一组' } } });
    expect((await client.get('/api/v1/tags')).status).toBe(401);
  });

  it('says nothing of an account without roles to whoever has the wrong password', async () => {
    const { id } = await signedIn(server, 'agent', '无角色', service.id);
    await remove(id, service.id);
    const { email } = await user(id);
    expect(await server.anonymous.post('/api/v1/auth/login', { email, password: 'wrong' })).toMatchObject({
      status: 401,
      body: { error: { code: 'wrong_credentials' } },
    });
  });

  it('leaves what a person asked for earlier to their roles of the moment', async () => {
    const { id } = await signedIn(server, 'viewer', '排期人', service.id);
    await add(id, market.id, 'designer');
    const contexts = server.app.get(ActorContexts);
    const person = { kind: 'person', id } as const;
    expect(await contexts.of(person, { action: 'publish', subject: 'Flow' })).toMatchObject({
      role: 'designer',
      departmentId: market.id,
    });
    expect(await contexts.of(person)).toMatchObject({ role: 'viewer', departmentId: service.id });
    await remove(id, market.id);
    expect(await contexts.of(person, { action: 'publish', subject: 'Flow' })).toMatchObject({ role: 'viewer' });
    await remove(id, service.id);
    expect(await contexts.of(person)).toBeNull();
  });
});

describe('giving and taking roles', () => {
  it.each([
    ['an unknown department', { departmentId: '987654321', role: 'agent' }, 404, 'department_not_found'],
    ['an unknown role', { departmentId: null, role: 'owner' }, 400, 'validation_failed'],
    ['the role __proto__', { departmentId: null, role: '__proto__' }, 400, 'validation_failed'],
    ['no department', { role: 'agent' }, 400, 'validation_failed'],
    ['an empty department', { departmentId: '', role: 'agent' }, 400, 'validation_failed'],
  ])('refuses %s', async (_title, body, status, code) => {
    const { id } = await signedIn(server, 'viewer', '不变', market.id);
    const before = await user(id);
    expect(await server.client.post(rolesOf(id), body)).toMatchObject({ status, body: { error: { code } } });
    expect(await user(id)).toEqual(before);
  });

  it('refuses a second role in one department, even when both come at once', async () => {
    const { id } = await signedIn(server, 'viewer', '重复', market.id);
    expect(await add(id, market.id, 'agent')).toMatchObject({
      status: 409,
      body: { error: { code: 'conflict', path: 'departmentId' } },
    });
    const answers = await Promise.all([add(id, null, 'agent'), add(id, null, 'viewer')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('answers alike for a role of another person and for none, and for nobody', async () => {
    const [{ id }, other] = [await signedIn(server, 'viewer'), await signedIn(server, 'viewer')];
    const foreign = await roleIn(other.id, null);
    for (const roleId of [foreign, '987654321'])
      expect(await server.client.patch(`${rolesOf(id)}/${roleId}`, { role: 'admin' })).toMatchObject({
        status: 404,
        body: { error: { code: 'not_found', path: 'roleId' } },
      });
    expect((await user(other.id)).role).toBe('viewer');
    expect((await add('987654321', null, 'viewer')).status).toBe(404);
  });

  it('is nothing for those who may not', async () => {
    for (const role of ['designer', 'agent', 'compliance', 'viewer'] as const) {
      const { id, client } = await signedIn(server, role, '想升级', market.id);
      expect((await add(id, null, 'admin', client)).status).toBe(403);
      expect((await client.patch(`${rolesOf(id)}/${await roleIn(id, market.id)}`, { role: 'admin' })).status).toBe(403);
    }
  });

  it('stays within the branch of a department’s own administrator', async () => {
    const { id, client } = await signedIn(server, 'admin', '客服主管', service.id);
    const { id: member } = await signedIn(server, 'agent', '成员', market.id);
    expect((await add(member, team.id, 'agent', client)).status).toBe(201);
    expect((await add(id, null, 'admin', client)).status).toBe(403);
    expect((await add(id, market.id, 'admin', client)).status).toBe(403);
    const elsewhere = `${rolesOf(member)}/${await roleIn(member, market.id)}`;
    expect((await client.patch(elsewhere, { role: 'admin' })).status).toBe(403);
    expect((await client.delete(elsewhere)).status).toBe(403);
    const person = { email: 'x@example.com', name: '新', password: 'correct horse battery', role: 'admin' };
    expect((await client.post('/api/v1/users', person)).status).toBe(403);
    expect((await client.post('/api/v1/users', { ...person, departmentId: team.id })).status).toBe(201);
  });
});

describe('the last administrator of the whole organisation', () => {
  const admins = async () =>
    (await server.client.get<UserSummary[]>('/api/v1/users')).body.filter(({ roles }) =>
      roles.some(({ departmentId, role }) => departmentId === null && role === 'admin'),
    );

  it('can be neither removed nor demoted, also not by two who end each other at once', async () => {
    const [first, second] = [await signedIn(server, 'admin'), await signedIn(server, 'admin')];
    await signedIn(server, 'admin', '部门管理员不算', market.id);
    expect(await admins()).toHaveLength(2);
    const ends = [first, second].map(async ({ id }) =>
      server.client.delete(`${rolesOf(id)}/${await roleIn(id, null)}`),
    );
    const answers = await Promise.all(ends);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [last] = await admins();
    const path = `${rolesOf(last.id)}/${await roleIn(last.id, null)}`;
    for (const refused of [await server.client.patch(path, { role: 'viewer' }), await server.client.delete(path)])
      expect(refused).toMatchObject({ status: 409, body: { error: { code: 'last_admin', hint: expect.any(String) } } });
    expect((await server.client.patch(path, { role: 'admin' })).status).toBe(200);
  });
});

describe('API keys of a department', () => {
  const bearer = (key: string) => server.anonymous.with({ authorization: `Bearer ${key}` });
  const create = (body: object, client = server.client) =>
    client.post<CreatedApiKey>('/api/v1/api-keys', { name: '钥匙', role: 'viewer', ...body });

  it('act in it, and without one in the whole organisation', async () => {
    const [bound, free] = [await create({ departmentId: market.id }), await create({})];
    expect([bound.body.departmentId, free.body.departmentId]).toEqual([market.id, null]);
    expect(await context(bearer(bound.body.key))).toEqual({ role: 'viewer', departmentId: market.id });
    expect(await context(bearer(free.body.key))).toEqual({ role: 'viewer', departmentId: null });
    const { body } = await server.client.get<ApiKeySummary[]>('/api/v1/api-keys');
    expect(body.find(({ id }) => id === bound.body.id)?.departmentId).toBe(market.id);
  });

  it('act where their maker does, when nothing is said', async () => {
    const { client } = await signedIn(server, 'admin', '主管', service.id);
    expect((await create({}, client)).body.departmentId).toBe(service.id);
  });

  it.each([
    ['987654321', 404, 'department_not_found'],
    ['', 400, 'validation_failed'],
  ])('are refused for the department «%s»', async (departmentId, status, code) => {
    expect(await create({ departmentId })).toMatchObject({
      status,
      body: { error: { code, path: 'departmentId' } },
    });
  });
});
