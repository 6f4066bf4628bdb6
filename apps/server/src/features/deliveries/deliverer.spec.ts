import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type {
  CreatedWebhookEndpoint,
  DeliveriesResponse,
  Delivery,
  ErrorBody,
  WebhookEndpoint,
} from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { insertCustomer, orderOf } from '../../testing/effect-orders.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { startReceiver, type WebhookReceiver } from '../../testing/webhook-receiver.js';
import { InboxChannel } from '../inbox/inbox-channel.js';
import { InboxWriter } from '../inbox/inbox-writer.js';
import { WebhookCaller } from '../webhooks/webhook-caller.js';
import { Deliverer } from './deliverer.js';
import { EffectOutbox } from './effect-outbox.js';
import { LeasesRepository, type LeasedDelivery } from './leases.repository.js';
import { Sender } from './sender.js';

const START = Date.parse('2024-05-01T00:00:00Z');
const MINUTE_MS = 60_000;

/** Stands still until it is moved. */
class TestClock extends Clock {
  at = START;
  override now(): Date {
    return new Date(this.at);
  }
}

const clock = new TestClock();
let server: TestApp;
let receiver: WebhookReceiver;
let endpoint: CreatedWebhookEndpoint;
let customerId: string;

beforeAll(async () => {
  server = await createTestApp({
    role: { api: true, worker: false },
    clock,
    settings: { allowPrivateWebhooks: true },
  });
  customerId = await insertCustomer(server.database.pool, '王小姐');
  await server.database.query("INSERT INTO identities VALUES ('wechat', 'main', 'openid-1', $1)", [customerId]);
});
afterAll(() => server.close());

beforeEach(async () => {
  clock.at = START;
  await server.database.query('DELETE FROM deliveries');
  receiver = await startReceiver();
  const created = await server.client.post<CreatedWebhookEndpoint>('/api/v1/webhook-endpoints', {
    name: '订单系统',
    url: receiver.url,
  });
  endpoint = created.body;
});
afterEach(() => receiver.close());

class LosingLeases extends LeasesRepository {
  override settle(): Promise<void> {
    return Promise.reject(new Error('killed'));
  }
}
/** A worker of its own, as another process would have. */
const worker = (leases = new LeasesRepository(server.database.pool)): Deliverer =>
  new Deliverer(
    leases,
    new Sender(server.app.get(InboxWriter), server.app.get(WebhookCaller), leases, server.app.get(InboxChannel)),
    clock,
  );
const work = async (deliverer = worker()): Promise<void> => {
  await deliverer.wake();
  await deliverer.idle();
};
const enqueue = (count = 1): Promise<number> => {
  const orders = Array.from({ length: count }, () =>
    orderOf(customerId, { action: 'webhook', endpoint: endpoint.id, membership: 'every' }),
  );
  return inTransaction(server.database.pool, (client) =>
    server.app.get(EffectOutbox, { strict: false }).enqueue(client, orders),
  );
};
const deliveries = async (): Promise<Delivery[]> =>
  (await server.client.get<DeliveriesResponse>('/api/v1/deliveries')).body.items;
const only = async (): Promise<Delivery> => {
  const items = await deliveries();
  expect(items).toHaveLength(1);
  return items[0];
};
const webhookIds = (): unknown[] => receiver.calls.map(({ headers }) => headers['webhook-id']);

describe('a webhook', () => {
  it('arrives once, signed with the secret of its endpoint, and leaves a receipt', async () => {
    receiver.answer((response) => response.writeHead(200).end('{"ok":true}'));
    await enqueue();
    await work();
    await work();
    expect(receiver.calls).toHaveLength(1);
    const [{ headers, body }] = receiver.calls;
    const key = Buffer.from(endpoint.secret.replace('whsec_', ''), 'base64');
    const content = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(content).digest('base64')}`);
    expect(headers['webhook-timestamp']).toBe(String(START / 1000));
    expect(JSON.parse(body)).toEqual({
      type: 'flow.action',
      timestamp: '2024-05-01T00:00:00.000Z',
      data: {
        customer: { id: customerId, identities: [{ channel: 'wechat', connection: 'main', externalId: 'openid-1' }] },
        flow: { id: '1', name: '高价值客户', version: 3 },
        actionNodeId: 'a0',
        eventId: null,
        runId: null,
      },
    });
    expect(await only()).toMatchObject({
      status: 'delivered',
      attempts: 1,
      target: '订单系统',
      customerName: '王小姐',
      receipt: { status: 200, body: '{"ok":true}' },
      error: null,
      finishedAt: '2024-05-01T00:00:00.000Z',
      nextAttemptAt: null,
    });
  });

  it('is sent again under the same id when the worker is killed between sending and writing the receipt', async () => {
    await enqueue();
    await work(worker(new LosingLeases(server.database.pool)));
    expect(await only()).toMatchObject({ status: 'pending', attempts: 1 });
    await work();
    expect(receiver.calls).toHaveLength(1);
    clock.at += MINUTE_MS;
    await work();
    expect(receiver.calls).toHaveLength(2);
    expect(new Set(webhookIds()).size).toBe(1);
    expect(await only()).toMatchObject({ status: 'delivered', attempts: 2 });
  });

  it('is never sent by two workers at once', async () => {
    await enqueue(60);
    await Promise.all([work(), work(), work()]);
    expect(new Set(webhookIds()).size).toBe(60);
    expect(receiver.calls).toHaveLength(60);
  });

  it('is tried again after 5 s, 30 s, 5 min… until it arrives', async () => {
    receiver.answer((response) => response.writeHead(500).end('out of order'));
    await enqueue();
    await work();
    const first = await only();
    expect(first).toMatchObject({
      status: 'pending',
      error: 'http_500',
      receipt: { status: 500, body: 'out of order' },
    });
    const wait = Date.parse(first.nextAttemptAt ?? '') - clock.at;
    expect(wait).toBeGreaterThanOrEqual(5_000);
    expect(wait).toBeLessThanOrEqual(6_000);
    clock.at += wait - 1;
    await work();
    expect(receiver.calls).toHaveLength(1);
    clock.at += 1;
    await work();
    expect(receiver.calls).toHaveLength(2);
    receiver.answer((response) => response.writeHead(204).end());
    clock.at += 36_000;
    await work();
    expect(await only()).toMatchObject({ status: 'delivered', attempts: 3, error: null });
    expect(new Set(webhookIds()).size).toBe(1);
  });

  it('fails for good after eleven attempts, and a person can try again', async () => {
    receiver.answer((response) => response.writeHead(503).end());
    await enqueue();
    for (let attempt = 0; attempt < 15; attempt++) {
      await work();
      clock.at += 30 * 60 * MINUTE_MS;
    }
    expect(receiver.calls).toHaveLength(11);
    const failed = await only();
    expect(failed).toMatchObject({ status: 'failed', error: 'http_503', attempts: 11, nextAttemptAt: null });
    receiver.answer((response) => response.writeHead(200).end());
    const { body } = await server.client.post<Delivery>(`/api/v1/deliveries/${failed.id}/retry`);
    expect(body.status).toBe('pending');
    await work();
    expect(await only()).toMatchObject({ status: 'delivered' });
    expect(new Set(webhookIds()).size).toBe(1);
  });

  it('waits as long as Retry-After asks', async () => {
    receiver.answer((response) => response.writeHead(429, { 'retry-after': '120' }).end());
    await enqueue();
    await work();
    expect((await only()).nextAttemptAt).toBe(new Date(START + 120_000).toISOString());
  });

  it('answered with 410 switches its endpoint off, and nothing else is sent there', async () => {
    receiver.answer((response) => response.writeHead(410).end());
    await enqueue();
    await work();
    expect(await only()).toMatchObject({ status: 'failed', error: 'http_410', attempts: 1 });
    const { body } = await server.client.get<WebhookEndpoint[]>('/api/v1/webhook-endpoints');
    expect(body.find(({ id }) => id === endpoint.id)).toMatchObject({ enabled: false, lastError: 'http_410' });
    await enqueue();
    await work();
    expect(receiver.calls).toHaveLength(1);
    expect((await deliveries())[0]).toMatchObject({ status: 'failed', error: 'endpoint_disabled' });
  });

  it('answered with a redirect is not led elsewhere', async () => {
    receiver.answer((response, { path }) =>
      path === '/hook' ? response.writeHead(302, { location: '/elsewhere' }).end() : response.end(),
    );
    await enqueue();
    await work();
    expect(receiver.calls.map(({ path }) => path)).toEqual(['/hook']);
    expect(await only()).toMatchObject({ status: 'pending', error: 'http_302' });
  });

  it('keeps a kilobyte of a huge answer', async () => {
    receiver.answer((response) => response.writeHead(200).end('x'.repeat(5_000_000)));
    await enqueue();
    await work();
    expect(await only()).toMatchObject({ status: 'delivered', receipt: { body: 'x'.repeat(1024) } });
  });

  it('to a receiver that hangs is given up after ten seconds and holds up no other endpoint', async () => {
    receiver.answer(() => undefined);
    await enqueue();
    const hanging = worker();
    await hanging.wake();
    const other = await startReceiver();
    const { body } = await server.client.post<CreatedWebhookEndpoint>('/api/v1/webhook-endpoints', {
      name: '别处',
      url: other.url,
    });
    endpoint = body;
    await enqueue();
    const started = Date.now();
    await hanging.wake();
    while (other.calls.length === 0 && Date.now() - started < 5_000) await new Promise((done) => setTimeout(done, 20));
    expect(other.calls).toHaveLength(1);
    await hanging.idle();
    expect((await deliveries()).map(({ status, error }) => [status, error])).toEqual([
      ['delivered', null],
      ['pending', 'timeout'],
    ]);
    await other.close();
  });
});

describe('a delivery', () => {
  it('that was cancelled is not sent, and one that arrived can neither be cancelled nor sent again', async () => {
    await enqueue();
    const { id } = await only();
    expect((await server.client.post<Delivery>(`/api/v1/deliveries/${id}/cancel`)).body.status).toBe('cancelled');
    await work();
    expect(receiver.calls).toHaveLength(0);
    await server.client.post(`/api/v1/deliveries/${id}/retry`);
    await work();
    expect(receiver.calls).toHaveLength(1);
    for (const action of ['cancel', 'retry'])
      expect(await server.client.post<ErrorBody>(`/api/v1/deliveries/${id}/${action}`)).toMatchObject({
        status: 409,
        body: { error: { code: 'conflict', params: { status: 'delivered' } } },
      });
    expect(await server.client.post<ErrorBody>('/api/v1/deliveries/999999/retry')).toMatchObject({
      status: 404,
      body: { error: { code: 'delivery_not_found' } },
    });
  });

  it('that is being sent cannot be cancelled under the worker', async () => {
    await enqueue();
    await work(worker(new LosingLeases(server.database.pool)));
    const { id } = await only();
    expect((await server.client.post(`/api/v1/deliveries/${id}/cancel`)).status).toBe(409);
    clock.at += MINUTE_MS;
    expect((await server.client.post(`/api/v1/deliveries/${id}/cancel`)).status).toBe(200);
  });

  it('whose lease passed to another worker is settled by that one', async () => {
    await enqueue();
    const leases = new LeasesRepository(server.database.pool);
    const take = (lease: string): Promise<LeasedDelivery[]> =>
      leases.take(Number(endpoint.id), 5, lease, clock.now(), new Date(clock.at + MINUTE_MS));
    const [late] = await take('00000000-0000-4000-8000-000000000001');
    clock.at += MINUTE_MS;
    const [taken] = await take('00000000-0000-4000-8000-000000000002');
    const end = { receipt: null, error: 'x', nextAttemptAt: null, finishedAt: clock.now() };
    await leases.settle(late, { status: 'failed', ...end });
    expect((await only()).status).toBe('pending');
    await leases.settle(taken, { status: 'cancelled', ...end });
    expect((await only()).status).toBe('cancelled');
  });

  it('is found by customer, flow and status, page by page', async () => {
    await enqueue(5);
    const page = async (query: string): Promise<DeliveriesResponse> =>
      (await server.client.get<DeliveriesResponse>(`/api/v1/deliveries?${query}`)).body;
    const first = await page(`customerId=${customerId}&flowId=1&status=pending&size=3`);
    expect(first.items).toHaveLength(3);
    const rest = `customerId=${customerId}&flowId=1&status=pending&size=3&cursor=${first.nextCursor}`;
    expect((await page(rest)).items).toHaveLength(2);
    expect((await page(rest)).nextCursor).toBeNull();
    for (const none of ['flowId=2', 'status=failed', 'customerId=999', 'flowId=99999999999'])
      expect((await page(none)).items).toEqual([]);
  });
});
