import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CreatedWebhookEndpoint, ErrorBody, WebhookEndpoint, WebhookTestResult } from '@tagloom/contracts';
import { drawFlow } from '../../testing/draw-flow.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { startReceiver, type WebhookReceiver } from '../../testing/webhook-receiver.js';

const PATH = '/api/v1/webhook-endpoints';
let server: TestApp;
let receiver: WebhookReceiver;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false }, settings: { allowPrivateWebhooks: true } });
});
afterAll(() => server.close());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const create = async (): Promise<CreatedWebhookEndpoint> =>
  (await server.client.post<CreatedWebhookEndpoint>(PATH, { name: '订单系统', url: receiver.url })).body;
const version = async (): Promise<number> =>
  Number((await server.database.query<{ version: string }>('SELECT version FROM catalog_state')).rows[0].version);

describe('an endpoint', () => {
  it('tells its secret once; afterwards no answer, row or log line has it', async () => {
    const written: string[] = [];
    const spies = [process.stderr, process.stdout].map((stream) =>
      jest.spyOn(stream, 'write').mockImplementation((text) => {
        written.push(String(text));
        return true;
      }),
    );
    const { id, secret } = await create();
    receiver.answer((response) => response.writeHead(500).end());
    const answers = [
      await server.client.get(PATH),
      await server.client.patch(`${PATH}/${id}`, { name: '新名' }),
      await server.client.post(`${PATH}/${id}/test`),
    ];
    spies.forEach((spy) => spy.mockRestore());
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const { rows } = await server.database.query<{ row: string }>(
      `SELECT row_to_json(e)::text || encode(secret, 'escape') AS row FROM webhook_endpoints e WHERE id = $1`,
      [id],
    );
    const bytes = secret.replace('whsec_', '');
    for (const text of [JSON.stringify(answers), rows[0].row, written.join('')]) expect(text).not.toContain(bytes);
  });

  it('is tested with a signed call that speaks of no customer', async () => {
    const { id } = await create();
    receiver.answer((response) => response.writeHead(202).end('thanks'));
    const { status, body } = await server.client.post<WebhookTestResult>(`${PATH}/${id}/test`);
    expect(status).toBe(200);
    expect(body).toMatchObject({ delivered: true, status: 202, body: 'thanks', error: null });
    expect(receiver.calls[0].headers).toMatchObject({
      'webhook-id': expect.stringMatching(/^test_/),
      'webhook-signature': expect.stringMatching(/^v1,/),
    });
    expect(JSON.parse(receiver.calls[0].body)).toMatchObject({ type: 'endpoint.test', data: {} });
    await receiver.close();
    receiver = await startReceiver();
    expect((await server.client.post<WebhookTestResult>(`${PATH}/${id}/test`)).body).toMatchObject({
      delivered: false,
      status: null,
      error: 'connection_failed',
    });
  });

  it('signs with the old and the new secret for a day after a rotation', async () => {
    const { id, secret } = await create();
    const { body } = await server.client.post<CreatedWebhookEndpoint>(`${PATH}/${id}/rotate-secret`);
    expect(body.secret).not.toBe(secret);
    const signatures = async (): Promise<number> => {
      await server.client.post(`${PATH}/${id}/test`);
      return String(receiver.calls.at(-1)?.headers['webhook-signature']).split(' ').length;
    };
    expect(await signatures()).toBe(2);
    await server.database.query("UPDATE webhook_endpoints SET old_secret_until = now() - interval '1 s'");
    expect(await signatures()).toBe(1);
  });

  it('cannot be deleted while a flow calls it, and cancels what waits for it when it is', async () => {
    const { id } = await create();
    const flow = drawFlow(
      '通知订单系统',
      [{ fact: 'profile.city', operator: 'equal', value: '上海' }],
      [{ action: 'webhook', endpoint: id, membership: 'every' }],
    );
    const { rows } = await server.database.query<{ id: number }>(
      `INSERT INTO flows (draft, updated_by) VALUES ($1, 'x') RETURNING id`,
      [JSON.stringify(flow)],
    );
    expect(await server.client.delete<ErrorBody>(`${PATH}/${id}`)).toMatchObject({
      status: 409,
      body: { error: { code: 'endpoint_in_use', params: { flows: ['通知订单系统'] } } },
    });
    await server.database.query('DELETE FROM flows WHERE id = $1', [rows[0].id]);
    await server.database.query(
      `INSERT INTO deliveries (customer_id, dedupe_key, flow_id, flow_version, flow_name, action_node_id, slot_id, kind, action, endpoint_id,
         target, status, created_at, next_attempt_at) VALUES (1, 'x', 1, 1, 'f', 'a', 1, 'webhook', '{}', $1, 't', 'pending', now(), now())`,
      [id],
    );
    expect((await server.client.delete(`${PATH}/${id}`)).status).toBe(204);
    const { rows: left } = await server.database.query('SELECT status, error FROM deliveries WHERE endpoint_id = $1', [
      id,
    ]);
    expect(left).toEqual([{ status: 'cancelled', error: 'endpoint_not_found' }]);
  });

  it('that does not exist is not found', async () => {
    for (const refused of [
      await server.client.patch<ErrorBody>(`${PATH}/99999`, { enabled: false }),
      await server.client.delete<ErrorBody>(`${PATH}/99999999999`),
      await server.client.post<ErrorBody>(`${PATH}/99999/test`),
      await server.client.post<ErrorBody>(`${PATH}/99999/rotate-secret`),
    ])
      expect(refused).toMatchObject({ status: 404, body: { error: { code: 'endpoint_not_found' } } });
  });

  it('raises the version of the catalog when its name or its switch changes, not with each delivery', async () => {
    const before = await version();
    const { id } = await create();
    expect(await version()).toBe(before + 1);
    await server.client.patch(`${PATH}/${id}`, { enabled: false });
    const switched = await version();
    expect(switched).toBeGreaterThan(before + 1);
    await server.client.post(`${PATH}/${id}/test`);
    const { body } = await server.client.get<WebhookEndpoint[]>(PATH);
    expect(body.find((endpoint) => endpoint.id === id)?.lastDeliveredAt).not.toBeNull();
    expect(await version()).toBe(switched);
  });
});

describe('who may', () => {
  it('see endpoints: designers and compliance; make and change them: administrators alone', async () => {
    const { id } = await create();
    const clients = {
      designer: (await signedIn(server, 'designer')).client,
      compliance: (await signedIn(server, 'compliance')).client,
      agent: (await signedIn(server, 'agent')).client,
    };
    expect((await clients.designer.get(PATH)).status).toBe(200);
    expect((await clients.compliance.get(PATH)).status).toBe(200);
    expect((await clients.agent.get(PATH)).status).toBe(403);
    for (const client of Object.values(clients)) {
      expect((await client.post(PATH, { name: 'x', url: receiver.url })).status).toBe(403);
      expect((await client.patch(`${PATH}/${id}`, { url: 'https://attacker.example/' })).status).toBe(403);
      expect((await client.post(`${PATH}/${id}/rotate-secret`)).status).toBe(403);
    }
    expect((await clients.agent.get('/api/v1/deliveries')).status).toBe(403);
    expect((await clients.compliance.get('/api/v1/deliveries')).status).toBe(200);
    expect((await clients.compliance.post('/api/v1/deliveries/1/retry')).status).toBe(403);
  });
});

describe('an address', () => {
  let strict: TestApp;
  beforeAll(async () => {
    strict = await createTestApp({ role: { api: true, worker: false } });
  });
  afterAll(() => strict.close());

  it.each([
    'http://127.0.0.1/',
    'http://localhost:8080/',
    'http://0x7f000001/',
    'http://[::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://user:pass@8.8.8.8/',
  ])('such as %s is refused when it is registered', async (url) => {
    expect(await strict.client.post<ErrorBody>(PATH, { name: 'x', url })).toMatchObject({
      status: 422,
      body: { error: { code: 'address_not_allowed', path: 'url' } },
    });
  });

  it('that became private later is refused when it is called', async () => {
    const { body } = await strict.client.post<CreatedWebhookEndpoint>(PATH, { name: 'x', url: 'http://8.8.8.8/' });
    await strict.database.query('UPDATE webhook_endpoints SET url = $1', [receiver.url]);
    expect((await strict.client.post<WebhookTestResult>(`${PATH}/${body.id}/test`)).body).toMatchObject({
      delivered: false,
      error: 'address_not_allowed',
    });
    expect(receiver.calls).toEqual([]);
  });
});
