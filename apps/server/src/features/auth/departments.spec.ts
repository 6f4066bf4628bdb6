import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Department, ErrorBody } from '@tagloom/contracts';
import fc from 'fast-check';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
});
afterAll(() => server.close());

const ROUTE = '/api/v1/departments';
const list = async () => (await server.client.get<Department[]>(ROUTE)).body;
const one = async (id: string) => (await list()).find((department) => department.id === id) as Department;
async function create(name: string, parentId: string | null = null): Promise<Department> {
  const { status, body } = await server.client.post<Department>(ROUTE, { name, parentId });
  expect(status).toBe(201);
  return body;
}
const move = async (id: string, parentId: string | null, client = server.client) =>
  client.patch<Department & ErrorBody>(`${ROUTE}/${id}`, { parentId, revision: (await one(id)).revision });
const parentsOf = async () => new Map((await list()).map(({ id, parentId }) => [id, parentId]));

/** Ids that never come to the top. */
function lost(parents: Map<string, string | null>): string[] {
  return [...parents.keys()].filter((id) => {
    let at: string | null | undefined = id;
    for (let steps = 0; at && steps <= parents.size; steps++) at = parents.get(at);
    return at !== null;
  });
}

describe('the tree of departments', () => {
  it('takes a department below another, without a key of its own', async () => {
    const sales = await create('销售部');
    const east = await create('华东组', sales.id);
    expect(east).toMatchObject({ parentId: sales.id, revision: 1, timeZone: null });
    expect(east.key).toMatch(/^d_[0-9a-f]{12}$/);
    expect(await one(east.id)).toEqual(east);
  });

  it('renames and moves, and counts each change', async () => {
    const [a, b] = [await create('甲'), await create('乙')];
    const renamed = await server.client.patch<Department>(`${ROUTE}/${a.id}`, { name: ' 甲部 ', revision: 1 });
    expect(renamed).toMatchObject({ status: 200, body: { name: '甲部', parentId: null, revision: 2 } });
    expect(await move(a.id, b.id)).toMatchObject({ status: 200, body: { parentId: b.id, revision: 3, name: '甲部' } });
    expect(await move(a.id, null)).toMatchObject({ status: 200, body: { parentId: null, revision: 4 } });
  });

  it('shows both versions to whoever edits one that has changed meanwhile, and changes nothing', async () => {
    const { id } = await create('双人部');
    await server.client.patch(`${ROUTE}/${id}`, { name: '先到部', revision: 1 });
    const { status, body } = await server.client.patch<ErrorBody>(`${ROUTE}/${id}`, { name: '后到部', revision: 1 });
    expect([status, body.error.code]).toEqual([409, 'revision_conflict']);
    expect(body.error.params).toMatchObject({
      revision: 2,
      yours: { name: '后到部', revision: 1 },
      theirs: { id, name: '先到部', revision: 2 },
    });
    expect((await one(id)).name).toBe('先到部');
  });

  it('lets one of two edits of the same version through', async () => {
    const { id } = await create('同时部');
    const answers = await Promise.all(
      ['一', '二', '三', '四'].map((name) => server.client.patch(`${ROUTE}/${id}`, { name, revision: 1 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    expect((await one(id)).revision).toBe(2);
  });

  it('refuses a circle with the names along it', async () => {
    const a = await create('总部');
    const b = await create('大区', a.id);
    const c = await create('门店', b.id);
    const { status, body } = await move(a.id, c.id);
    expect([status, body.error.code, body.error.path]).toEqual([422, 'department_cycle', 'parentId']);
    expect(body.error.params?.path).toEqual([a, b, c, a].map(({ id, name }) => ({ id, name })));
    expect((await move(b.id, b.id)).body.error).toMatchObject({
      code: 'department_cycle',
      params: { path: [{ name: '大区' }, { name: '大区' }] },
    });
    expect(await one(a.id)).toEqual(a);
  });

  it('refuses a second name among siblings, in any case, and allows it elsewhere', async () => {
    const parent = await create('Parent');
    await create('Service', parent.id);
    expect(await server.client.post(ROUTE, { name: ' service ', parentId: parent.id })).toMatchObject({
      status: 409,
      body: { error: { code: 'name_taken', path: 'name' } },
    });
    const elsewhere = await create('service');
    expect(await move(elsewhere.id, parent.id)).toMatchObject({ status: 409, body: { error: { code: 'name_taken' } } });
    expect((await one(elsewhere.id)).parentId).toBeNull();
  });

  it.each([
    ['an unknown parent', { name: '新', parentId: '987654321' }, 404, 'department_not_found', 'parentId'],
    ['a blank name', { name: '  ' }, 400, 'validation_failed', 'name'],
    ['a long name', { name: '长'.repeat(61) }, 400, 'validation_failed', 'name'],
    ['no name', {}, 400, 'validation_failed', 'name'],
    ['a parent that is no id', { name: '新', parentId: '__proto__' }, 400, 'validation_failed', 'parentId'],
    ['a revision of its own', { name: '新', revision: 3 }, 400, 'validation_failed', 'revision'],
  ])('does not add one with %s', async (_title, body, status, code, path) => {
    const before = await list();
    expect(await server.client.post(ROUTE, body)).toMatchObject({ status, body: { error: { code, path } } });
    expect(await list()).toEqual(before);
  });

  it.each([
    ['an unknown parent', { parentId: '987654321', revision: 1 }, 404, 'department_not_found'],
    ['no revision', { name: '新名' }, 400, 'validation_failed'],
    ['a revision that is no number', { name: '新名', revision: '1' }, 400, 'validation_failed'],
    ['nothing to change', { revision: 1 }, 400, 'validation_failed'],
    ['an empty body', {}, 400, 'validation_failed'],
    ['another key', { key: 'other', revision: 1 }, 400, 'validation_failed'],
  ])('does not change one with %s', async (title, body, status, code) => {
    const department = await create(`不变 ${title}`);
    expect(await server.client.patch(`${ROUTE}/${department.id}`, body)).toMatchObject({
      status,
      body: { error: { code } },
    });
    expect(await one(department.id)).toEqual(department);
  });

  it('tells definitions apart by where departments stand: a move is a new version of the catalog', async () => {
    const version = async () =>
      (await server.database.pool.query<{ version: string }>('SELECT version FROM catalog_state')).rows[0].version;
    const [a, b] = [await create('移动甲'), await create('移动乙')];
    const before = await version();
    await move(a.id, b.id);
    expect(await version()).not.toBe(before);
  });
});

describe('deleting a department', () => {
  it('works for an empty one, and only once', async () => {
    const { id } = await create('空部门');
    expect((await server.client.delete(`${ROUTE}/${id}`)).status).toBe(204);
    expect(await server.client.delete(`${ROUTE}/${id}`)).toMatchObject({
      status: 404,
      body: { error: { code: 'department_not_found' } },
    });
  });

  it('is refused while something uses it, saying what', async () => {
    const { id } = await create('忙部门');
    await create('下级', id);
    await signedIn(server, 'viewer', '成员', id);
    const { pool } = server.database;
    const tells = { nodes: [{ to: { kind: 'department', id } }] };
    await pool.query("INSERT INTO flows (draft, updated_by, department_id) VALUES ('{}', 'x', $1)", [id]);
    await pool.query('INSERT INTO flows (draft, updated_by) VALUES ($1, $2)', [JSON.stringify(tells), 'x']);
    await pool.query("INSERT INTO customers (p_name, owner_kind, owner_id) VALUES ('客', 'department', $1)", [id]);
    await pool.query(
      "INSERT INTO tags (key, name, kind, category, search, scope, owner_department_id) VALUES ('own', '{}', 'flag', 'value', '', 'department', $1)",
      [id],
    );
    await pool.query(
      `INSERT INTO shares (tag_id, department_id, level, purpose, granted_by_id, granted_by, granted_at, ended_at)
       VALUES (1, $1, 'use', '活动', 'person:1', '甲', now(), now())`,
      [id],
    );
    await server.client.post('/api/v1/api-keys', { name: '钥匙', role: 'viewer', departmentId: id });
    expect(await server.client.delete(`${ROUTE}/${id}`)).toMatchObject({
      status: 409,
      body: {
        error: {
          code: 'department_in_use',
          params: {
            uses: { departments: 1, people: 1, flows: 1, rules: 1, tags: 1, shares: 1, customers: 1, keys: 1 },
          },
        },
      },
    });
    expect(await one(id)).toBeTruthy();
  });

  it('is not held up by a revoked key', async () => {
    const { id } = await create('旧钥匙部门');
    const key = { name: '旧', role: 'viewer', departmentId: id };
    const { body } = await server.client.post<{ id: string }>('/api/v1/api-keys', key);
    await server.client.delete(`/api/v1/api-keys/${body.id}`);
    expect((await server.client.delete(`${ROUTE}/${id}`)).status).toBe(204);
  });
});

describe('moves of departments', () => {
  it('of two that would together make a circle, lets one through', async () => {
    for (let round = 0; round < 20; round++) {
      const [a, b] = [await create(`并发甲 ${round}`), await create(`并发乙 ${round}`)];
      const answers = await Promise.all([move(a.id, b.id), move(b.id, a.id)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 422]);
    }
    expect(lost(await parentsOf())).toEqual([]);
  });

  it('never make a circle, in whatever order and however many at once', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 7; n++) ids.push((await create(`随机 ${n}`)).id);
    const index = fc.integer({ min: 0, max: ids.length - 1 });
    const step = fc.record({ who: index, below: fc.option(index, { freq: 6 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 6 }), async (batches) => {
        for (const batch of batches) {
          const statuses = await Promise.all(
            batch.map(async ({ who, below }) => (await move(ids[who], below === null ? null : ids[below])).status),
          );
          expect(statuses.every((status) => [200, 409, 422].includes(status))).toBe(true);
          expect(lost(await parentsOf())).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  it('would make one if both were looked at before either was made: nothing else holds them back', async () => {
    const [a, b] = [await create('不等甲'), await create('不等乙')];
    const put = 'UPDATE departments SET parent_id = $2 WHERE id = $1';
    await server.database.pool.query(put, [a.id, b.id]);
    await server.database.pool.query(put, [b.id, a.id]);
    const circle = lost(await parentsOf());
    await server.database.pool.query(put, [a.id, null]);
    expect(circle).toEqual([a.id, b.id]);
  });
});

describe('an administrator of a department', () => {
  it('manages it and those below it, and nothing else', async () => {
    const [own, other] = [await create('自管部'), await create('别的部')];
    const below = await create('自管组', own.id);
    const { client } = await signedIn(server, 'admin', '部门管理员', own.id);
    expect((await client.post(ROUTE, { name: '新小组', parentId: below.id })).status).toBe(201);
    expect((await client.patch(`${ROUTE}/${below.id}`, { name: '改名组', revision: 1 })).status).toBe(200);
    const refused = [
      await client.post(ROUTE, { name: '顶层部' }),
      await client.post(ROUTE, { name: '伸手组', parentId: other.id }),
      await client.patch(`${ROUTE}/${other.id}`, { name: '改别人', revision: 1 }),
      await move(below.id, null, client),
      await move(below.id, other.id, client),
      await client.delete(`${ROUTE}/${other.id}`),
      await client.post('/api/v1/api-keys', { name: '全权', role: 'admin', departmentId: null }),
      await client.post('/api/v1/api-keys', { name: '别部', role: 'viewer', departmentId: other.id }),
    ];
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
    expect(await one(other.id)).toEqual(other);
  });
});
