import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Role, Tag } from '@tagloom/contracts';
import { insertCustomer } from '../../testing/effect-orders.js';
import { listenTo, type EventListener } from '../../testing/event-listener.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, TEST_ADMIN_KEY, type TestApp } from '../../testing/test-app.js';
import { waitFor } from '../../testing/wait-for.js';
import { InboxWriter } from '../inbox/inbox-writer.js';
import { Subscribers } from './subscribers.js';
import { ViewFingerprint } from './view-fingerprint.js';

let server: TestApp;
let other: TestApp;
let tag: Tag;
let customerId: string;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
  other = await createTestApp({ role: { api: true, worker: false }, database: server.database });
  tag = (await server.client.post<Tag>('/api/v1/tags', NEW_TAG)).body;
  customerId = await insertCustomer(server.database.pool, '王小姐');
});
afterAll(async () => {
  await other.close();
  await server.close();
});

const NEW_TAG = { key: 'secret_plan', name: { 'zh-CN': '机密计划', en: 'Secret plan' }, category: 'value' };
const KEY = { authorization: `Bearer ${TEST_ADMIN_KEY}` };
const open: EventListener[] = [];
const listen = async (
  at: TestApp = server,
  headers: Record<string, string> = KEY,
  query = '',
): Promise<EventListener> => {
  const listener = await listenTo(`${at.url}/api/v1/realtime${query}`, headers);
  open.push(listener);
  return listener;
};
afterEach(async () => {
  jest.restoreAllMocks();
  for (const listener of open.splice(0)) listener.close();
  for (const { app } of [server, other])
    await waitFor(
      async () => app.get(Subscribers, { strict: false }).size,
      (size) => size === 0,
    );
});

let names = 0;
const rename = (at: TestApp = server) =>
  at.client.patch(`/api/v1/tags/${tag.id}`, { name: { 'zh-CN': `机密计划${++names}`, en: `Secret plan ${names}` } });
const silence = () => new Promise((resolve) => setTimeout(resolve, 600));

describe('a connection', () => {
  it('is a stream that no one on the way keeps, buffers or changes', async () => {
    const { status, headers, text } = await listen();
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(text()).toBe('retry: 2000\n\n');
  });

  it('needs someone who is signed in, and an id that can be one', async () => {
    expect((await listen(server, {})).status).toBe(401);
    expect((await listen(server, { cookie: 'tagloom_session=none' })).status).toBe(401);
    expect((await listen(server, KEY, '?customer=abc')).status).toBe(400);
    expect((await listen(server, KEY, '?tag=1')).status).toBe(400);
  });

  it('is refused to whoever has twenty of them', async () => {
    const { client, headers } = await person('viewer');
    for (let n = 0; n < 20; n += 1) await listen(server, headers);
    const refused = await client.get('/api/v1/realtime');
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } });
    expect(refused.headers.get('retry-after')).toBe('30');
    open.pop()?.close();
    await waitFor(
      async () => (await listen(server, headers)).status,
      (status) => status === 200,
    );
  });

  it('of HEAD ends at once', async () => {
    const response = await fetch(`${server.url}/api/v1/realtime`, { method: 'HEAD', headers: KEY });
    expect(response.status).toBe(200);
  });
});

describe('a change of a definition', () => {
  it('is told within a second, to connections of other processes as well, and says nothing of it', async () => {
    const listeners = [await listen(), await listen(other)];
    const since = performance.now();
    await rename(other);
    for (const listener of listeners) expect(await listener.next()).toEqual({ topic: 'definitions' });
    expect(performance.now() - since).toBeLessThan(1_000);
    for (const { text } of listeners) expect(text()).toBe('retry: 2000\n\ndata: {"topic":"definitions"}\n\n');
  });

  it('can be read by the time that it is told', async () => {
    const listener = await listen(other);
    await rename();
    await listener.next();
    const { body } = await other.client.get<{ tags: { name: { en: string } }[] }>('/api/v1/catalog');
    expect(body.tags[0].name.en).toBe(`Secret plan ${names}`);
  });

  it('is told together with those that come at the same time', async () => {
    const listener = await listen();
    await Promise.all(Array.from({ length: 20 }, () => rename()));
    await silence();
    expect(listener.messages().length).toBeGreaterThan(0);
    expect(listener.messages().length).toBeLessThan(8);
  });

  it('is told to those alone whose view it changes', async () => {
    const [outside, inside] = [await person('viewer'), await person('designer')];
    const fingerprint = server.app.get(ViewFingerprint, { strict: false });
    const whole = fingerprint.of.bind(fingerprint);
    jest
      .spyOn(fingerprint, 'of')
      .mockImplementation(async (context) => (context.actor.id === outside.id ? 'the same' : whole(context)));
    const [deaf, hearing] = [await listen(server, outside.headers), await listen(server, inside.headers)];
    await rename();
    expect(await hearing.next()).toEqual({ topic: 'definitions' });
    await silence();
    expect(deaf.messages()).toEqual([]);
  });

  it('of a share is told to those alone who may list it', async () => {
    const [outside, inside] = [await person('viewer'), await person('compliance')];
    let shares = 0;
    jest
      .spyOn(server.app.get(ViewFingerprint, { strict: false }), 'ofSharing')
      .mockImplementation(async (context) => (context.actor.id === inside.id ? `${shares} shares` : ''));
    const [deaf, hearing] = [await listen(server, outside.headers), await listen(server, inside.headers)];
    shares = 1;
    await server.database.query(`SELECT pg_notify('tagloom', 'sharing')`);
    expect(await hearing.next()).toEqual({ topic: 'sharing' });
    await silence();
    expect(deaf.messages()).toEqual([]);
  });

  it('ends the connection of a viewer of whom it cannot be said, so that it starts anew', async () => {
    const listener = await listen();
    const fingerprint = server.app.get(ViewFingerprint, { strict: false });
    jest.spyOn(fingerprint, 'of').mockRejectedValue(new Error('no answer'));
    await rename();
    await listener.ended();
    expect(listener.messages()).toEqual([]);
  });
});

describe('the tags of a customer', () => {
  const change = (action: 'post' | 'delete') =>
    server.client[action](`/api/v1/customers/${customerId}/tags`, { tag: tag.key });

  it('are told of to connections that asked for this one', async () => {
    const someone = await insertCustomer(server.database.pool, '李先生');
    const listeners = [
      await listen(other, KEY, `?customer=${customerId}`),
      await listen(),
      await listen(server, KEY, `?customer=${someone}`),
    ];
    expect((await change('post')).status).toBe(200);
    expect(await listeners[0].next()).toEqual({ topic: 'customer', id: customerId });
    await silence();
    expect(listeners[0].messages()).toHaveLength(1);
    expect(listeners[1].messages()).toEqual([]);
    expect(listeners[2].messages()).toEqual([]);
  });

  it('are not told of to a viewer who does not see the tag', async () => {
    const sees = jest.spyOn(other.app.get(ViewFingerprint, { strict: false }), 'seesAny').mockResolvedValue(false);
    const listener = await listen(other, KEY, `?customer=${customerId}`);
    await change('delete');
    await waitFor(
      async () => sees.mock.calls,
      (calls) => calls.length > 0,
    );
    expect(sees.mock.calls[0][1]).toEqual([Number(tag.id)]);
    await silence();
    expect(listener.messages()).toEqual([]);
  });

  it('of a customer that does not exist never change', async () => {
    const listener = await listen(server, KEY, '?customer=999999999');
    await change('post');
    await silence();
    expect(listener.status).toBe(200);
    expect(listener.messages()).toEqual([]);
  });
});

describe('runs and the inbox', () => {
  it('a run is told of when it starts, goes on and ends', async () => {
    const listener = await listen();
    const { rows } = await server.database.query<{ id: string }>(
      `INSERT INTO runs (kind, title, started_by) VALUES ('nightly', '机密', 'x') RETURNING id`,
    );
    expect(await listener.next()).toEqual({ topic: 'runs' });
    await server.database.query(`UPDATE runs SET status = 'done' WHERE id = $1`, [rows[0].id]);
    expect(await listener.next(1_500)).toEqual({ topic: 'runs' });
  });

  it('a message is told of to whom it is for, and its reading to the reader', async () => {
    const [reader, colleague] = [await person('agent'), await person('agent')];
    const [mine, theirs, key] = [
      await listen(server, reader.headers),
      await listen(other, colleague.headers),
      await listen(),
    ];
    const writer = server.app.get(InboxWriter, { strict: false });
    const content = {
      customerId,
      title: '机密',
      text: '机密',
      url: null,
      flowName: 'x',
      at: Date.now(),
      kind: 'notify' as const,
    };
    await writer.leaveOne({ ...content, deliveryId: '1', to: { kind: 'user', id: reader.id } });
    expect(await mine.next()).toEqual({ topic: 'inbox' });
    await silence();
    expect(theirs.messages()).toEqual([]);
    await writer.leaveOne({ ...content, deliveryId: '2', to: { kind: 'role', role: 'agent' } });
    expect(await mine.next()).toEqual({ topic: 'inbox' });
    expect(await theirs.next()).toEqual({ topic: 'inbox' });
    await reader.client.post('/api/v1/inbox/read', { all: true });
    expect(await mine.next()).toEqual({ topic: 'inbox' });
    await silence();
    expect(theirs.messages()).toHaveLength(1);
    expect(key.messages()).toEqual([]);
    for (const { text } of [mine, theirs]) expect(text()).not.toContain('机密');
  });
});

describe('the end of a connection', () => {
  it('comes with the end of the session, at every process', async () => {
    const { client, headers } = await person('viewer');
    const bystander = await person('viewer');
    const [listener, untouched] = [await listen(other, headers), await listen(other, bystander.headers)];
    await client.post('/api/v1/auth/logout');
    expect(await listener.next()).toEqual({ topic: 'ended' });
    await listener.ended();
    await silence();
    expect(untouched.text()).toBe('retry: 2000\n\n');
  });

  it('comes with a revoked key', async () => {
    const made = await server.client.post<{ id: string; key: string }>('/api/v1/api-keys', {
      name: 'x',
      role: 'viewer',
    });
    const listener = await listen(server, { authorization: `Bearer ${made.body.key}` });
    await server.client.delete(`/api/v1/api-keys/${made.body.id}`);
    expect(await listener.next(7_000)).toEqual({ topic: 'ended' });
    await listener.ended();
  });

  it('comes with other rights, after word to read everything again', async () => {
    const someone = await person('viewer');
    const listener = await listen(server, someone.headers);
    await changeRole(someone.id);
    expect(await listener.next()).toEqual({ topic: 'refetch' });
    await listener.ended();
  });

  it('comes at once when the server stops, which waits for nobody', async () => {
    const third = await createTestApp({ role: { api: true, worker: false }, database: server.database });
    const listener = await listenTo(`${third.url}/api/v1/realtime`, KEY);
    const since = performance.now();
    await third.close();
    await listener.ended();
    expect(performance.now() - since).toBeLessThan(2_000);
  });
});

describe('a lost connection to the database', () => {
  it('is opened again, and everyone is told to read everything again', async () => {
    const listener = await listen();
    const killed = await server.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tagloom signals' AND datname = current_database()`,
    );
    expect(killed.rowCount).toBe(2);
    expect(await listener.next(3_000)).toEqual({ topic: 'refetch' });
    await rename();
    expect(await listener.next()).toEqual({ topic: 'definitions' });
  });
});

async function person(role: Role) {
  const { id, client, cookie } = await signedIn(server, role);
  return { id, client, headers: { cookie } };
}

const changeRole = (userId: string) =>
  server.database.query(`UPDATE department_roles SET role = 'designer' WHERE user_id = $1`, [userId]);
