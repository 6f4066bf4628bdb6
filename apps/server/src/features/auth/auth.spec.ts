import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Me } from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

class MovableClock extends Clock {
  private offsetMs = 0;
  override now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }
  forward(minutes: number): void {
    this.offsetMs += minutes * 60_000;
  }
}

const PASSWORD = 'correct horse battery';
const clock = new MovableClock();
let server: TestApp;

const login = (email: string, password: string, headers: Record<string, string> = {}) =>
  server.anonymous.with(headers).post<Me>('/api/v1/auth/login', { email, password });
const cookieOf = (headers: Headers) => (headers.get('set-cookie') ?? '').split(';')[0];
const addUser = (email: string, role = 'viewer') =>
  server.client.post('/api/v1/users', { email, name: '测试', password: PASSWORD, role });

beforeAll(async () => {
  server = await createTestApp({ clock, role: { api: true, worker: false } });
});
afterAll(() => server.close());

describe('signing in', () => {
  it('answers who I am and sets a cookie that scripts cannot read and other sites cannot send', async () => {
    await addUser('lin@example.com', 'designer');
    const response = await login('LIN@example.com', PASSWORD);
    expect(response).toMatchObject({
      status: 200,
      body: { email: 'lin@example.com', role: 'designer', locale: 'zh-CN', department: null },
    });
    expect(response.body.abilities).toContain('publish:Flow');
    expect(response.body.abilities).not.toContain('read:User');
    const cookie = response.headers.get('set-cookie');
    expect(cookie).toMatch(
      /^tagloom_session=[\w-]{43}; Max-Age=1209600; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
  });

  it('sets a Secure cookie when a proxy on this machine ends https', async () => {
    await addUser('secure@example.com');
    const response = await login('secure@example.com', PASSWORD, { 'x-forwarded-proto': 'https' });
    expect(response.headers.get('set-cookie')).toContain('; Secure');
  });

  it('stores neither the password nor the token', async () => {
    await addUser('stored@example.com');
    const token = cookieOf((await login('stored@example.com', PASSWORD)).headers).split('=')[1];
    const { rows } = await server.database.pool.query<{ all: string }>(
      `SELECT (SELECT string_agg(encode(token_hash, 'escape'), ' ') FROM sessions) || (SELECT string_agg(password_hash, ' ') FROM users) AS all`,
    );
    expect(rows[0].all).not.toContain(token);
    expect(rows[0].all).not.toContain(PASSWORD);
    expect(rows[0].all).toContain('$argon2id$v=19$m=19456');
  });

  it('gives one and the same answer for a wrong password and for nobody', async () => {
    await addUser('same@example.com');
    const wrong = await login('same@example.com', 'wrong');
    const nobody = await login('nobody@example.com', 'wrong');
    expect(wrong).toMatchObject({ status: 401, body: { error: { code: 'wrong_credentials' } } });
    expect(nobody.body).toEqual(wrong.body);
  });

  it('lasts fourteen days and ends when signing out', async () => {
    await addUser('days@example.com');
    const [first, second] = [await login('days@example.com', PASSWORD), await login('days@example.com', PASSWORD)].map(
      ({ headers }) => server.anonymous.with({ cookie: cookieOf(headers), 'sec-fetch-site': 'same-origin' }),
    );
    expect((await first.get('/api/v1/auth/me')).status).toBe(200);
    expect((await first.post('/api/v1/auth/logout')).status).toBe(204);
    expect(await first.get('/api/v1/auth/me')).toMatchObject({
      status: 401,
      body: { error: { code: 'unauthenticated' } },
    });
    clock.forward(14 * 24 * 60 - 1);
    expect((await second.get('/api/v1/auth/me')).status).toBe(200);
    clock.forward(2);
    expect((await second.get('/api/v1/auth/me')).status).toBe(401);
  });

  it('remembers the language', async () => {
    await addUser('language@example.com');
    const me = server.anonymous.with({
      cookie: cookieOf((await login('language@example.com', PASSWORD)).headers),
      'x-requested-with': 'tagloom',
    });
    expect(await me.patch('/api/v1/auth/me', { locale: 'en' })).toMatchObject({ status: 200, body: { locale: 'en' } });
    expect(await me.get('/api/v1/auth/me')).toMatchObject({ body: { locale: 'en' } });
    expect(await me.patch('/api/v1/auth/me', { locale: 'fr' })).toMatchObject({
      status: 400,
      body: { error: { path: 'locale' } },
    });
  });
});

describe('the throttle', () => {
  it('stops the eleventh failure, even with the right password, and lets in again after fifteen minutes', async () => {
    await addUser('slow@example.com');
    for (let attempt = 0; attempt < 10; attempt++) expect((await login('slow@example.com', 'wrong')).status).toBe(401);
    const refused = await login('slow@example.com', PASSWORD);
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'too_many_attempts' } } });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(13 * 60);
    expect(seconds).toBeLessThanOrEqual(15 * 60);
    clock.forward(16);
    expect((await login('slow@example.com', PASSWORD)).status).toBe(200);
  });

  it('counts attempts that arrive at the same time', async () => {
    await addUser('parallel@example.com');
    const answers = await Promise.all(Array.from({ length: 30 }, () => login('parallel@example.com', 'wrong')));
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(10);
  });

  it('starts anew after the right password', async () => {
    await addUser('anew@example.com');
    for (let round = 0; round < 2; round++) {
      for (let attempt = 0; attempt < 9; attempt++) await login('anew@example.com', 'wrong');
      expect((await login('anew@example.com', PASSWORD)).status).toBe(200);
    }
  });

  it('stops the hundred and first failure on an account from any addresses', async () => {
    await server.database.pool.query(
      `INSERT INTO login_attempts (account, address, at) SELECT 'wide@example.com', '10.0.0.' || n, $1 FROM generate_series(1, 100) n`,
      [clock.now()],
    );
    expect((await login('wide@example.com', 'wrong')).status).toBe(429);
    clock.forward(61);
    expect((await login('wide@example.com', 'wrong')).status).toBe(401);
  });
});

describe('writes with a cookie', () => {
  it.each([
    ['from the same origin', { 'sec-fetch-site': 'same-origin' }, 200],
    ['with our own header', { 'x-requested-with': 'tagloom' }, 200],
    ['from another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['from a neighbour below the same domain', { 'sec-fetch-site': 'same-site' }, 403],
    [
      'from another site that also sends our header',
      { 'sec-fetch-site': 'cross-site', 'x-requested-with': 'tagloom' },
      403,
    ],
    ['with a foreign Origin', { origin: 'https://evil.example' }, 403],
    ['with an opaque Origin', { origin: 'null' }, 403],
    ['that say nothing of where they come from', {}, 403],
  ])('%s', async (_title, headers: Record<string, string>, status) => {
    const email = `csrf${Math.random().toString(36).slice(2)}@example.com`;
    await addUser(email);
    const cookie = cookieOf((await login(email, PASSWORD)).headers);
    // «fetch» sends Sec-Fetch-Site by itself in some versions; an explicit header wins.
    const response = await server.anonymous.with({ cookie, ...headers }).patch('/api/v1/auth/me', { locale: 'en' });
    expect(response.status).toBe(status);
    if (status === 403) expect(response.body).toMatchObject({ error: { code: 'cross_site_request' } });
  });

  it('refuses to sign someone in from another site', async () => {
    expect(await login('nobody@example.com', 'x', { 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
  });
});

describe('people and departments', () => {
  it('refuses an email that exists in another case, a department that does not, and a short password', async () => {
    await addUser('twice@example.com');
    expect(await addUser('TWICE@example.com')).toMatchObject({
      status: 409,
      body: { error: { code: 'conflict', path: 'email' } },
    });
    const person = { email: 'new@example.com', name: '新', password: PASSWORD, role: 'agent' };
    expect(await server.client.post('/api/v1/users', { ...person, departmentId: '999' })).toMatchObject({
      status: 400,
      body: { error: { path: 'departmentId' } },
    });
    expect(await server.client.post('/api/v1/users', { ...person, password: 'short' })).toMatchObject({
      status: 400,
      body: { error: { path: 'password' } },
    });
  });

  it('shows the department of a person', async () => {
    const { body: department } = await server.client.post<{ id: string }>('/api/v1/departments', {
      key: 'marketing',
      name: '市场部',
    });
    const person = {
      email: 'dep@example.com',
      name: '周宁',
      password: PASSWORD,
      role: 'agent',
      departmentId: department.id,
    };
    expect(await server.client.post('/api/v1/users', person)).toMatchObject({
      status: 201,
      body: { departmentName: '市场部' },
    });
    expect((await login('dep@example.com', PASSWORD)).body.department).toEqual({ id: department.id, name: '市场部' });
    expect(await server.client.post('/api/v1/departments', { key: 'marketing', name: 'x' })).toMatchObject({
      status: 409,
      body: { error: { code: 'key_taken' } },
    });
  });
});
