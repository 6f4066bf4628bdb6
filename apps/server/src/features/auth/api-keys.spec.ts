import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiKeySummary, CreatedApiKey } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
});
afterAll(() => server.close());

const create = async (role: string) =>
  (await server.client.post<CreatedApiKey>('/api/v1/api-keys', { name: `for ${role}`, role })).body;
const bearer = (key: string) => server.anonymous.with({ authorization: `Bearer ${key}` });

describe('API keys', () => {
  it('show themselves once, and are stored as a hash', async () => {
    const created = await create('viewer');
    expect(created.key).toMatch(/^tgl_[\w-]{43}$/);
    const { body } = await server.client.get<ApiKeySummary[]>('/api/v1/api-keys');
    expect(body.find(({ id }) => id === created.id)).toMatchObject({
      prefix: created.key.slice(0, 8),
      lastUsedAt: null,
    });
    expect(JSON.stringify(body)).not.toContain(created.key);
    const { rows } = await server.database.pool.query('SELECT * FROM api_keys');
    expect(JSON.stringify(rows)).not.toContain(created.key);
  });

  it('may do what their role may, and no more', async () => {
    const viewer = bearer((await create('viewer')).key);
    expect((await viewer.get('/api/v1/tags')).status).toBe(200);
    expect(await viewer.post('/api/v1/tag-groups', {})).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden', params: { action: 'create', subject: 'TagGroup', role: 'viewer' } } },
    });
    expect((await viewer.get('/api/v1/api-keys')).status).toBe(403);
  });

  it('note when they were used', async () => {
    const { key, id } = await create('viewer');
    await bearer(key).get('/api/v1/tags');
    const { body } = await server.client.get<ApiKeySummary[]>('/api/v1/api-keys');
    expect(body.find((summary) => summary.id === id)?.lastUsedAt).toMatch(/^\d{4}-/);
  });

  it('stop working at once when they are revoked', async () => {
    const { key, id } = await create('admin');
    expect((await bearer(key).get('/api/v1/users')).status).toBe(200);
    expect((await server.client.delete(`/api/v1/api-keys/${id}`)).status).toBe(204);
    expect(await bearer(key).get('/api/v1/users')).toMatchObject({
      status: 401,
      body: { error: { code: 'unauthenticated' } },
    });
    expect((await server.client.delete(`/api/v1/api-keys/${id}`)).status).toBe(404);
  });

  it.each(['Bearer nonsense', 'Bearer ', 'Basic abc', 'Bearer a b'])(
    'refuse the header «%s», whatever cookie comes with it',
    async (authorization) => {
      expect(
        (await server.anonymous.with({ authorization, cookie: 'tagloom_session=x' }).get('/api/v1/tags')).status,
      ).toBe(401);
    },
  );

  it('have no account of their own', async () => {
    expect((await server.client.get('/api/v1/auth/me')).status).toBe(403);
  });
});
