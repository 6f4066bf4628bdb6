import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ActionTrace,
  ChangesResponse,
  CustomerDetail,
  ErrorBody,
  Suggestion,
  SuggestionsResponse,
} from '@tagloom/contracts';
import { inTransaction } from '../../platform/database/transaction.js';
import { insertCustomer, orderOf } from '../../testing/effect-orders.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';
import { EffectOutbox } from '../deliveries/effect-outbox.js';
import { SuggestionUpkeep } from './suggestion-upkeep.js';

const evidence: ActionTrace = {
  actionNodeId: 'a0',
  verdict: 'yes',
  trace: { kind: 'leaf', fact: 'metric.orders', operator: 'greaterThan', expected: 3, actual: 5, verdict: 'yes' },
};
let server: TestApp;
let agent: { id: string; client: TestClient };
let vip: number;
beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
  agent = await signedIn(server, 'agent', '周宁');
  const { body } = await server.client.post<{ id: string }>('/api/v1/tags', {
    key: 'vip',
    name: { 'zh-CN': '高价值' },
    category: 'value',
  });
  vip = Number(body.id);
});
afterAll(() => server.close());

const enqueue = (customerId: string, flowId = 1): Promise<number> => {
  const action = { action: 'propose' as const, tag: 'vip', note: '本月三单', membership: 'every' as const };
  return inTransaction(server.database.pool, (client) =>
    server.app
      .get(EffectOutbox, { strict: false })
      .enqueue(client, [orderOf(customerId, action, { evidence, flowId })]),
  );
};
const list = async (query: string): Promise<SuggestionsResponse> =>
  (await agent.client.get<SuggestionsResponse>(`/api/v1/suggestions?${query}`)).body;
const proposed = async (): Promise<Suggestion> => {
  const customerId = await insertCustomer(server.database.pool, '王小姐');
  await enqueue(customerId);
  return (await list(`customerId=${customerId}`)).items[0];
};
const decide = <T = Suggestion>({ id }: Suggestion, decision: string, reason?: string) =>
  agent.client.post<T>(`/api/v1/suggestions/${id}/decide`, { decision, reason });
const detail = async ({ customerId }: Suggestion): Promise<CustomerDetail> =>
  (await server.client.get<CustomerDetail>(`/api/v1/customers/${customerId}`)).body;

describe('a suggestion', () => {
  it('shows what is proposed, for whom and why', async () => {
    const suggestion = await proposed();
    expect(suggestion).toMatchObject({
      customerName: '王小姐',
      tag: { key: 'vip', name: { 'zh-CN': '高价值' } },
      value: null,
      note: '本月三单',
      flowName: '高价值客户',
      flowVersion: 3,
      status: 'open',
      decidedBy: null,
      evidence,
    });
    expect((await detail(suggestion)).tags).toEqual([]);
  });

  it('that is accepted gives the tag, and history says who accepted it and from which flow', async () => {
    const suggestion = await proposed();
    const { status, body } = await decide(suggestion, 'accept', '确认');
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'accepted', decidedBy: '周宁', reason: '确认' });
    expect((await detail(suggestion)).tags).toMatchObject([
      {
        key: 'vip',
        state: 'held',
        claims: [{ source: 'suggestion', sourceName: '周宁', flowVersion: 3, reason: '确认' }],
      },
    ]);
    const { body: changes } = await server.client.get<ChangesResponse>(
      `/api/v1/changes?customer=${suggestion.customerId}`,
    );
    expect(changes.items).toMatchObject([
      {
        kind: 'asserted',
        actor: { kind: 'suggestion', id: agent.id, name: '周宁' },
        flowId: '1',
        flowVersion: 3,
        reason: '确认',
        evidence,
      },
    ]);
  });

  it('that is accepted outlives an earlier forbid by hand', async () => {
    const suggestion = await proposed();
    await server.database.query(
      `INSERT INTO claims (customer_id, tag_id, source, source_id, source_name, stance, since) VALUES ($1, $2, 'person', '1', 'x', 'forbid', now())`,
      [suggestion.customerId, vip],
    );
    await decide(suggestion, 'accept');
    expect((await detail(suggestion)).tags).toMatchObject([{ key: 'vip', state: 'held' }]);
  });

  it('that is declined leaves the customer alone, and the flow does not propose it again', async () => {
    const suggestion = await proposed();
    expect((await decide(suggestion, 'decline', '不是')).body).toMatchObject({ status: 'declined', reason: '不是' });
    expect((await detail(suggestion)).tags).toEqual([]);
    await enqueue(suggestion.customerId);
    expect((await list(`customerId=${suggestion.customerId}`)).items).toHaveLength(1);
    await enqueue(suggestion.customerId, 2);
    expect((await list(`customerId=${suggestion.customerId}`)).items).toHaveLength(2);
  });

  it('is decided once, by whoever comes first', async () => {
    const suggestion = await proposed();
    const answers = await Promise.all([decide(suggestion, 'accept'), decide(suggestion, 'decline')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await decide<ErrorBody>(suggestion, 'accept')).toMatchObject({
      status: 409,
      body: { error: { code: 'suggestion_decided', params: { decidedBy: '周宁' } } },
    });
    expect(await decide<ErrorBody>({ ...suggestion, id: '987654' }, 'accept')).toMatchObject({
      status: 404,
      body: { error: { code: 'suggestion_not_found' } },
    });
  });

  it('is withdrawn when the tag comes by another way', async () => {
    const suggestion = await proposed();
    await server.database.query('UPDATE customers SET tags = ARRAY[$2::int] WHERE id = $1', [
      suggestion.customerId,
      vip,
    ]);
    await server.app.get(SuggestionUpkeep, { strict: false }).run();
    expect((await list(`customerId=${suggestion.customerId}`)).items[0].status).toBe('withdrawn');
  });

  it('is listed by status, customer and flow, page by page, with how many are open', async () => {
    const customerId = await insertCustomer(server.database.pool, '李先生');
    for (const flowId of [11, 12, 13]) await enqueue(customerId, flowId);
    const first = await list(`customerId=${customerId}&status=open&size=2`);
    expect(first.items.map(({ flowId }) => flowId)).toEqual(['13', '12']);
    const rest = await list(`customerId=${customerId}&status=open&size=2&cursor=${first.nextCursor}`);
    expect(rest.items.map(({ flowId }) => flowId)).toEqual(['11']);
    expect((await list(`customerId=${customerId}&flowId=12`)).items).toHaveLength(1);
    expect(first.open).toBe((await list('status=open&size=200')).items.length);
  });

  it('is nothing for a viewer, and nothing to decide for compliance', async () => {
    const suggestion = await proposed();
    const viewer = await signedIn(server, 'viewer');
    expect((await viewer.client.get('/api/v1/suggestions')).status).toBe(403);
    const compliance = await signedIn(server, 'compliance');
    expect((await compliance.client.get('/api/v1/suggestions')).status).toBe(200);
    const refused = await compliance.client.post(`/api/v1/suggestions/${suggestion.id}/decide`, { decision: 'accept' });
    expect(refused.status).toBe(403);
  });
});
