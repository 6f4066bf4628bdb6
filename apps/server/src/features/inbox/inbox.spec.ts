import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InboxResponse, MarkReadResponse, Recipient } from '@tagloom/contracts';
import { inTransaction } from '../../platform/database/transaction.js';
import { insertCustomer } from '../../testing/effect-orders.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';
import { InboxChannel } from './inbox-channel.js';
import { InboxWriter } from './inbox-writer.js';

let server: TestApp;
let agent: { id: string; client: TestClient };
let colleague: { id: string; client: TestClient };
let customerId: string;
let deliveryId = 0;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
  agent = await signedIn(server, 'agent', '周宁');
  colleague = await signedIn(server, 'agent', '林悦');
  customerId = await insertCustomer(server.database.pool, '王小姐');
});
afterAll(() => server.close());

const content = () => ({
  deliveryId: String(++deliveryId),
  customerId,
  title: '高价值客户',
  text: '请今天联系',
  url: null,
  flowName: '高价值客户',
  at: Date.parse('2024-05-01T00:00:00Z'),
});
const leave = (to: Recipient) =>
  server.app.get(InboxWriter, { strict: false }).leaveOne({ ...content(), to, kind: 'notify' });
const inbox = async ({ client }: { client: TestClient }, query = ''): Promise<InboxResponse> =>
  (await client.get<InboxResponse>(`/api/v1/inbox${query}`)).body;

describe('a message', () => {
  it('reaches a person, or everyone of a role, and each reads it for themselves', async () => {
    await leave({ kind: 'user', id: agent.id });
    expect(await leave({ kind: 'role', role: 'agent' })).toBe(2);
    expect((await inbox(agent)).unread).toBe(2);
    const { items, unread } = await inbox(colleague);
    expect(unread).toBe(1);
    expect(items).toMatchObject([{ kind: 'notify', customerName: '王小姐', text: '请今天联系', readAt: null }]);
    const { body } = await agent.client.post<MarkReadResponse>('/api/v1/inbox/read', { all: true });
    expect(body.unread).toBe(0);
    expect((await inbox(agent)).items.every(({ readAt }) => readAt !== null)).toBe(true);
    expect((await inbox(colleague)).unread).toBe(1);
  });

  it('of another person can be neither seen nor marked', async () => {
    await leave({ kind: 'user', id: agent.id });
    const [{ id }] = (await inbox(agent)).items;
    expect((await inbox(colleague)).items.map((message) => message.id)).not.toContain(id);
    await colleague.client.post('/api/v1/inbox/read', { ids: [id] });
    expect((await inbox(agent)).items[0]).toMatchObject({ id, readAt: null });
    await agent.client.post('/api/v1/inbox/read', { ids: [id] });
    expect((await inbox(agent)).items[0].readAt).not.toBeNull();
  });

  it('is left once, however often its delivery is tried, and not at all for somebody who is gone', async () => {
    const message = { ...content(), to: { kind: 'user' as const, id: agent.id }, kind: 'assign' as const };
    const before = (await inbox(agent)).items.length;
    const writer = server.app.get(InboxWriter, { strict: false });
    await inTransaction(server.database.pool, (client) => writer.leave(client, [message, message]));
    await writer.leaveOne(message);
    expect((await inbox(agent)).items).toHaveLength(before + 1);
    expect(await leave({ kind: 'user', id: '123456789' })).toBe(0);
    expect(await leave({ kind: 'department', id: '5' })).toBe(0);
  });

  it('comes page by page, the newest first', async () => {
    const { items, nextCursor } = await inbox(agent, '?size=2');
    const next = await inbox(agent, `?size=2&cursor=${nextCursor}`);
    expect(Number(items[0].id)).toBeGreaterThan(Number(items[1].id));
    expect(Number(items[1].id)).toBeGreaterThan(Number(next.items[0].id));
    const stolen = await colleague.client.get(`/api/v1/inbox?size=2&cursor=${nextCursor}`);
    expect(stolen.status).toBe(400);
  });

  it.each([{}, { ids: ['1'], all: true }, { ids: [] }])('is not marked by %j', async (body) => {
    expect((await agent.client.post('/api/v1/inbox/read', body)).status).toBe(400);
  });
});

describe('material without a channel', () => {
  it('waits with whoever looks after the customer, or with all agents', async () => {
    const channel = server.app.get(InboxChannel, { strict: false });
    expect(await channel.send(content())).toMatchObject({
      accepted: true,
      receipt: { channel: 'inbox', recipient: { kind: 'role', role: 'agent' }, people: 2 },
    });
    await server.database.query("UPDATE customers SET owner_kind = 'user', owner_id = $1", [colleague.id]);
    expect(await channel.send(content())).toMatchObject({ receipt: { recipient: { id: colleague.id }, people: 1 } });
    expect((await inbox(colleague)).items[0]).toMatchObject({ kind: 'sendMaterial', title: '高价值客户' });
  });
});

describe('an API key', () => {
  it('is no person and has no inbox', async () => {
    expect((await server.client.get('/api/v1/inbox')).body).toEqual({ items: [], nextCursor: null, unread: 0 });
  });
});
