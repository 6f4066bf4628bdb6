import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CustomerDetail, EffectActionData, ErrorBody, InboxResponse } from '@tagloom/contracts';
import { inTransaction } from '../../platform/database/transaction.js';
import { insertCustomer, orderOf } from '../../testing/effect-orders.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';
import { EffectOutbox } from '../deliveries/effect-outbox.js';
import { InboxChannel } from '../inbox/inbox-channel.js';

type Person = { id: string; client: TestClient };

let server: TestApp;
let departmentId: string;
let agent: Person;
let second: Person;
let colleague: Person;
let viewer: Person;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
  departmentId = (await server.client.post<{ id: string }>('/api/v1/departments', { key: 'care', name: '客服部' })).body
    .id;
  agent = await signedIn(server, 'agent', '周宁');
  second = await signedIn(server, 'agent', '林悦');
  colleague = await signedIn(server, 'designer', '何川', departmentId);
  viewer = await signedIn(server, 'viewer', '看客', departmentId);
});
afterAll(() => server.close());

async function assigned(to: Extract<EffectActionData, { action: 'assign' }>['to']): Promise<string> {
  const id = await insertCustomer(server.database.pool, '李先生');
  const order = orderOf(id, { action: 'assign', to, membership: 'every' });
  const outbox = server.app.get(EffectOutbox, { strict: false });
  await inTransaction(server.database.pool, (client) => outbox.enqueue(client, [order]));
  return id;
}
const seenBy = async ({ client }: Person, id: string) => {
  const { owner, mayTake } = (await client.get<CustomerDetail>(`/api/v1/customers/${id}`)).body;
  return { owner: owner && `${owner.kind} ${owner.name}`, mayTake };
};
const take = ({ client }: Person, id: string) =>
  client.post<CustomerDetail & ErrorBody>(`/api/v1/customers/${id}/take`);

describe('a customer who is handed to a role', () => {
  it('is with everyone of the role until one of them takes over', async () => {
    const id = await assigned({ kind: 'role', role: 'agent' });
    expect(await seenBy(agent, id)).toEqual({ owner: 'role agent', mayTake: true });
    expect(await seenBy(colleague, id)).toEqual({ owner: 'role agent', mayTake: false });
    for (const { client } of [agent, second]) {
      const { items } = (await client.get<InboxResponse>('/api/v1/inbox')).body;
      expect(items[0]).toMatchObject({ kind: 'assign', customerId: id });
    }
    expect(await take(agent, id)).toMatchObject({ status: 200, body: { owner: { kind: 'user', name: '周宁' } } });
    expect(await seenBy(second, id)).toEqual({ owner: 'user 周宁', mayTake: false });
    expect(await take(second, id)).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
  });

  it('is written to by everyone of it where no channel is connected', async () => {
    const customerId = await assigned({ kind: 'role', role: 'designer' });
    const sent = { deliveryId: '900', customerId, title: '指南', text: '见链接', url: null, flowName: 'x', at: 0 };
    const receipt = await server.app.get(InboxChannel, { strict: false }).send(sent);
    expect(receipt).toMatchObject({ receipt: { recipient: { kind: 'role', role: 'designer' } } });
  });
});

describe('a customer who is handed to a department', () => {
  it('is taken over by people of it alone, and by one of two at once', async () => {
    const id = await assigned({ kind: 'department', id: departmentId });
    expect(await seenBy(colleague, id)).toEqual({ owner: 'department 客服部', mayTake: true });
    expect((await take(agent, id)).status).toBe(409);
    expect((await take(viewer, id)).status).toBe(403);
    const both = await Promise.all([take(colleague, id), take(colleague, id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('nobody takes over', () => {
  it('a customer of nobody, one who does not exist, or anyone with an API key', async () => {
    const free = await insertCustomer(server.database.pool, '王小姐');
    expect((await take(agent, free)).status).toBe(409);
    expect(await take(agent, '987654321')).toMatchObject({
      status: 404,
      body: { error: { code: 'customer_not_found' } },
    });
    const id = await assigned({ kind: 'role', role: 'admin' });
    expect((await server.client.post(`/api/v1/customers/${id}/take`)).status).toBe(409);
  });
});
