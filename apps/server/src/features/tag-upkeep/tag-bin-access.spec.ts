import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Department, ErrorBody, Tag, TagBin } from '@tagloom/contracts';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

let server: TestApp;
let market: Department;
let service: Department;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
  const create = async (name: string) => (await server.client.post<Department>('/api/v1/departments', { name })).body;
  [market, service] = [await create('市场部'), await create('客服部')];
});
afterAll(() => server.close());

const bin = async (client = server.client) => (await client.get<TagBin>('/api/v1/tags/bin')).body.items;
const remove = (id: string, client = server.client) => client.delete<ErrorBody>(`/api/v1/tags/${id}`);
const restore = (id: string, client = server.client) => client.post<ErrorBody>(`/api/v1/tags/${id}/restore`);

describe('the bin of a department', () => {
  it('holds its own tags alone, and answers for others as for tags that never were', async () => {
    const { client: marketer } = await signedIn(server, 'designer', '市场设计', market.id);
    const { client: helper } = await signedIn(server, 'designer', '客服设计', service.id);
    const { body: tag } = await marketer.post<Tag>('/api/v1/tags', {
      name: { 'zh-CN': '市场之物' },
      category: 'value',
    });
    expect(await remove(tag.id, helper)).toMatchObject({ status: 404, body: { error: { code: 'tag_not_found' } } });
    expect((await remove(tag.id, marketer)).status).toBe(204);
    expect((await bin(marketer)).map(({ id }) => id)).toEqual([tag.id]);
    expect(await bin(helper)).toEqual([]);
    const [foreign, absent] = [await restore(tag.id, helper), await restore('2147483000', helper)];
    expect(shape(foreign.body, tag.id)).toEqual(shape(absent.body, '2147483000'));
    expect((await restore(tag.id, marketer)).status).toBe(204);
  });

  it('tells nobody but its owner of a personal tag', async () => {
    const { client } = await signedIn(server, 'designer', '个人', market.id);
    const { body: tag } = await client.post<Tag>('/api/v1/tags', {
      name: { 'zh-CN': '我的笔记' },
      category: 'value',
      scope: 'personal',
    });
    await remove(tag.id, client);
    expect((await bin()).map(({ id }) => id)).not.toContain(tag.id);
    expect((await restore(tag.id)).status).toBe(404);
    expect((await restore(tag.id, client)).status).toBe(204);
  });

  it('is read by agents and emptied or restored by those who may delete', async () => {
    const { client } = await signedIn(server, 'agent', '坐席', market.id);
    expect((await client.get('/api/v1/tags/bin')).status).toBe(200);
    expect((await restore('1', client)).status).toBe(403);
    expect((await remove('1', client)).status).toBe(403);
  });
});

/** An answer without what the caller said itself. */
const shape = ({ error: { requestId: _requestId, ...error } }: ErrorBody, id: string) =>
  JSON.stringify(error).replace(new RegExp(`\\b${id}\\b`, 'g'), 'ID');
