import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ErrorBody } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
});
afterAll(() => server.close());

const JSON_TYPE = { 'content-type': 'application/json' };
const send = (path: string, body: string, headers: Record<string, string> = JSON_TYPE) =>
  server.client.raw<ErrorBody>('POST', path, body, headers);
const tag = (fields: object) => JSON.stringify({ name: { 'zh-CN': '测试' }, category: 'basic', ...fields });
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('bad input', () => {
  it.each([
    ['malformed JSON', '/api/v1/tags', '{"name":', 400, 'malformed_json', undefined],
    ['a JSON text that is no object', '/api/v1/tags', '"text"', 400, 'malformed_json', undefined],
    ['an empty body', '/api/v1/tags', '', 400, 'validation_failed', undefined],
    ['a wrong type', '/api/v1/tags', tag({ meaning: 5 }), 400, 'validation_failed', 'meaning'],
    ['a missing field', '/api/v1/tags', '{"category":"basic"}', 400, 'validation_failed', 'name'],
    ['an unknown field', '/api/v1/tags', tag({ colour: 'red' }), 400, 'validation_failed', 'colour'],
    [
      'an unknown field inside',
      '/api/v1/tags',
      tag({ name: { 'zh-CN': '测', fr: 'x' } }),
      400,
      'validation_failed',
      'name.fr',
    ],
    ['an unknown choice', '/api/v1/tags', tag({ category: 'other' }), 400, 'validation_failed', 'category'],
    ['a NUL character', '/api/v1/tags', tag({ meaning: 'a\u0000b' }), 400, 'validation_failed', 'meaning'],
    ['a NUL character in a key', '/api/v1/tags', '{"a\\u0000":1}', 400, 'validation_failed', undefined],
    ['a text that is too long', '/api/v1/tags', tag({ meaning: 'x'.repeat(501) }), 400, 'validation_failed', 'meaning'],
    ['an id beyond 64 bits', '/api/v1/tags', tag({ groupId: '9'.repeat(30) }), 400, 'validation_failed', 'groupId'],
    [
      'an id that nothing has',
      '/api/v1/tags',
      tag({ groupId: '999999999999999999' }),
      400,
      'validation_failed',
      'groupId',
    ],
    ['a key with other characters', '/api/v1/tags', tag({ key: "x'; drop" }), 400, 'validation_failed', 'key'],
    ['JSON that is too deep', '/api/v1/tags', nested(101), 400, 'validation_failed', '0.0.0.0.0.0.0.0'],
    [
      'JSON that would overflow the stack',
      '/api/v1/tags',
      nested(200_000),
      400,
      'validation_failed',
      '0.0.0.0.0.0.0.0',
    ],
    [
      'a body above one megabyte',
      '/api/v1/tags',
      tag({ meaning: 'x'.repeat(1_100_000) }),
      413,
      'body_too_large',
      undefined,
    ],
    [
      'a bulk body above five megabytes',
      '/api/v1/events',
      `{"events":["${'x'.repeat(5_300_000)}"]}`,
      413,
      'body_too_large',
      undefined,
    ],
  ])('%s', async (_title, path, body, status, code, culprit) => {
    const response = await send(path, body);
    expect(response.status).toBe(status);
    expect(response.body.error.code).toBe(code);
    expect(response.body.error.path).toBe(culprit);
    expect(response.body.error.message).not.toBe('');
  });

  it('takes bulk bodies above one megabyte on the bulk routes', async () => {
    const response = await send('/api/v1/events', `{"events":["${'x'.repeat(1_100_000)}"]}`);
    expect(response.status).toBeLessThan(300);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=gbk',
  ])('a body of type %s', async (type) => {
    expect(await send('/api/v1/tags', 'a=1', { 'content-type': type })).toMatchObject({
      status: 415,
      body: { error: { code: 'unsupported_media_type' } },
    });
  });

  it('names every wrong field at once', async () => {
    const { body } = await send('/api/v1/tags', tag({ category: 'x', kind: 'y', meaning: 1 }));
    expect(body.error.issues?.map(({ path }) => path).sort()).toEqual(['category', 'kind', 'meaning']);
  });

  it.each([
    ['a NUL in the query', '/api/v1/tags/search?q=a%00b', 400, 'validation_failed', 'q'],
    ['a NUL in the path', '/api/v1/event-types/a%00b', 400, 'validation_failed', 'path'],
    ['a repeated query field', '/api/v1/tags/search?q=a&q=b', 400, 'validation_failed', 'q'],
    ['an unknown query field', '/api/v1/tags/search?q=a&limit=5', 400, 'validation_failed', 'limit'],
    ['an address that does not exist', '/api/v1/nowhere', 404, 'not_found', undefined],
  ])('%s', async (_title, path, status, code, culprit) => {
    const response = await server.client.get<ErrorBody>(path);
    expect(response).toMatchObject({ status, body: { error: { code } } });
    expect(response.body.error.path).toBe(culprit);
  });

  it.each(['/api/v1/tags/abc', '/api/v1/tags/0', '/api/v1/tags/-1', '/api/v1/tags/1e3', '/api/v1/tags/%E0%A4%A'])(
    'the id in %s',
    async (path) => {
      expect(await server.client.delete(path)).toMatchObject({
        status: 400,
        body: { error: { code: 'validation_failed' } },
      });
    },
  );

  it('an id that no tag has, however large', async () => {
    for (const id of ['999999', '999999999999'])
      expect(await server.client.delete(`/api/v1/tags/${id}`)).toMatchObject({
        status: 404,
        body: { error: { code: 'tag_not_found' } },
      });
  });

  it('writes nothing and answers no 500 in all of this', async () => {
    const { rows } = await server.database.pool.query<{ tags: number }>('SELECT count(*)::int AS tags FROM tags');
    expect(rows).toEqual([{ tags: 0 }]);
  });
});

describe('every answer', () => {
  it('of the API is kept by no cache, and carries the content policy', async () => {
    const { headers } = await server.anonymous.get('/api/health');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('x-powered-by')).toBeNull();
  });
});
