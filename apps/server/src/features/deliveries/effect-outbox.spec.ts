import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CreatedWebhookEndpoint, DeliveriesResponse, EffectActionData } from '@tagloom/contracts';
import { inTransaction } from '../../platform/database/transaction.js';
import { insertCustomer, insertUser, orderOf } from '../../testing/effect-orders.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { startReceiver } from '../../testing/webhook-receiver.js';
import { waitFor } from '../../testing/wait-for.js';
import { EffectOutbox, type EffectOrder } from './effect-outbox.js';

let server: TestApp;
let ids: { vip: number; grade: number };
beforeAll(async () => {
  server = await createTestApp({ settings: { allowPrivateWebhooks: true } });
  const insert = async (key: string, kind: string, values: string[]): Promise<number> => {
    const { rows } = await server.database.query<{ id: number }>(
      `INSERT INTO tags (key, name, kind, "values", category, search) VALUES ($1, '{"zh-CN":"标签"}', $2, $3, 'value', '') RETURNING id`,
      [key, kind, values],
    );
    return rows[0].id;
  };
  ids = { vip: await insert('vip', 'flag', []), grade: await insert('grade', 'one_of', ['A', 'B']) };
});
afterAll(() => server.close());

const enqueue = (...orders: EffectOrder[]): Promise<number> =>
  inTransaction(server.database.pool, (client) =>
    server.app.get(EffectOutbox, { strict: false }).enqueue(client, orders),
  );
const deliveries = async (customerId: string): Promise<DeliveriesResponse['items']> =>
  (await server.client.get<DeliveriesResponse>(`/api/v1/deliveries?customerId=${customerId}`)).body.items;
const customer = (tags: number[] = []): Promise<string> => insertCustomer(server.database.pool, '李先生', tags);
const rows = async (sql: string, ...params: unknown[]): Promise<unknown[]> =>
  (await server.database.query<Record<string, unknown>>(sql, params)).rows;
const propose = (tag: string, value?: unknown): EffectActionData => ({
  action: 'propose',
  tag,
  value,
  membership: 'every',
});

describe('an order', () => {
  it('happens once, however often it is given', async () => {
    const id = await customer();
    const order = orderOf(
      id,
      { action: 'setField', field: 'city', value: '上海', membership: 'once' },
      {
        receipt: { before: null, after: '上海' },
      },
    );
    expect(await enqueue(order, order)).toBe(1);
    expect(await enqueue(order, { ...order, dedupeKey: 'another' })).toBe(1);
    expect(await deliveries(id)).toMatchObject([
      { kind: 'setField', target: 'city', status: 'delivered', receipt: { before: null, after: '上海' } },
      { kind: 'setField' },
    ]);
  });

  it('is forgotten when the transaction that gave it does not come to its end', async () => {
    const id = await customer();
    const failing = inTransaction(server.database.pool, async (client) => {
      await server.app.get(EffectOutbox, { strict: false }).enqueue(client, [orderOf(id, propose('vip'))]);
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await deliveries(id)).toEqual([]);
  });

  it('to hand a customer over sets the owner and tells the people, the last one having the last word', async () => {
    const [id, user] = [await customer(), await insertUser(server.database.pool, '周宁', 'agent', null)];
    const { rows: made } = await server.database.query<{ id: string }>(
      "INSERT INTO departments (key, name) VALUES ('care', '客服部') RETURNING id::text AS id",
    );
    const to = (recipient: Extract<EffectActionData, { action: 'assign' }>['to']): EffectOrder =>
      orderOf(id, { action: 'assign', to: recipient, membership: 'every' });
    await enqueue(to({ kind: 'user', id: user }), to({ kind: 'department', id: made[0].id }));
    const owner = 'SELECT owner_kind, owner_id FROM customers WHERE id = $1';
    expect(await rows(owner, id)).toEqual([{ owner_kind: 'department', owner_id: made[0].id }]);
    await enqueue(to({ kind: 'role', role: 'agent' }));
    expect(await rows(owner, id)).toEqual([{ owner_kind: 'role', owner_id: null }]);
    expect((await deliveries(id)).map(({ target, status }) => [target, status])).toEqual([
      ['agent', 'delivered'],
      ['客服部', 'delivered'],
      ['周宁', 'delivered'],
    ]);
    expect(await rows('SELECT recipient_kind FROM inbox_messages WHERE customer_id = $1 ORDER BY id', id)).toEqual(
      ['user', 'department', 'role'].map((recipient_kind) => ({ recipient_kind })),
    );
  });

  it('for an endpoint that is gone fails at once and says so', async () => {
    const id = await customer();
    await enqueue(orderOf(id, { action: 'webhook', endpoint: '99999999999', membership: 'every' }));
    expect(await deliveries(id)).toMatchObject([{ status: 'failed', error: 'endpoint_not_found' }]);
  });
});

describe('a proposal', () => {
  it('is made once while it is open, and not again after it was declined', async () => {
    const id = await customer();
    await enqueue(orderOf(id, propose('vip')), orderOf(id, propose('vip')));
    const outcome = async (): Promise<unknown[]> =>
      (await deliveries(id)).map(({ status, receipt }) => [status, receipt?.because ?? 'made']).reverse();
    expect(await outcome()).toEqual([
      ['delivered', 'made'],
      ['cancelled', 'open'],
    ]);
    await server.database.query("UPDATE suggestions SET status = 'declined' WHERE customer_id = $1", [id]);
    await enqueue(orderOf(id, propose('vip')));
    expect((await outcome()).at(-1)).toEqual(['cancelled', 'declined']);
    await enqueue(orderOf(id, propose('vip'), { flowId: 2 }));
    expect((await outcome()).at(-1)).toEqual(['delivered', 'made']);
  });

  it('of a tag that is held is not made, but of another value it is', async () => {
    const id = await customer([ids.vip, ids.grade]);
    await server.database.query(
      'UPDATE customers SET tag_values = jsonb_build_object($2::text, $3::text) WHERE id = $1',
      [id, ids.grade, 'A'],
    );
    await enqueue(orderOf(id, propose('vip')), orderOf(id, propose('grade', 'A')), orderOf(id, propose('grade', 'B')));
    expect((await deliveries(id)).map(({ receipt }) => receipt?.because ?? 'made').reverse()).toEqual([
      'held',
      'held',
      'made',
    ]);
  });

  it('of a tag that was deleted leaves a receipt that says so', async () => {
    const id = await customer();
    await enqueue(orderOf(id, propose('never_was')));
    expect(await deliveries(id)).toMatchObject([{ status: 'cancelled', receipt: { because: 'tag_not_found' } }]);
  });
});

describe('the worker', () => {
  it('finds what is due by itself and sends it', async () => {
    const receiver = await startReceiver();
    const { body } = await server.client.post<CreatedWebhookEndpoint>('/api/v1/webhook-endpoints', {
      name: '接收方',
      url: receiver.url,
    });
    const id = await customer();
    const user = await insertUser(server.database.pool, '何川', 'viewer', null);
    await enqueue(
      orderOf(id, { action: 'webhook', endpoint: body.id, membership: 'every' }),
      orderOf(id, { action: 'notify', to: { kind: 'user', id: user }, message: '请联系', membership: 'every' }),
      orderOf(id, { action: 'notify', to: { kind: 'user', id: '987654' }, message: '请联系', membership: 'every' }),
      orderOf(id, { action: 'sendMaterial', title: '护肤指南', text: '见链接', membership: 'every' }),
    );
    const items = await waitFor(
      () => deliveries(id),
      (found) => found.every(({ status }) => status !== 'pending'),
    );
    expect(items.map(({ kind, status, error }) => [kind, status, error]).reverse()).toEqual([
      ['webhook', 'delivered', null],
      ['notify', 'delivered', null],
      ['notify', 'failed', 'recipient_not_found'],
      ['sendMaterial', 'delivered', null],
    ]);
    expect(receiver.calls).toHaveLength(1);
    await receiver.close();
  });
});
