import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  ChangesResponse,
  CustomerDetail,
  CustomerSearchResponse,
  DeliveriesResponse,
  ErrorBody,
  FieldAccessSettings,
  FieldRule,
  FlowDetail,
  RevealResponse,
  RevealsResponse,
  SimulateResponse,
} from '@tagloom/contracts';
import { crawl, type CrawlHints } from '../../testing/crawl.js';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { DeskClock } from '../../testing/sharing-desk.js';
import { signedIn } from '../../testing/sign-in.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import type { TestClient } from '../../testing/test-client.js';
import { waitFor } from '../../testing/wait-for.js';

const PHONE = '13800139527';
const NAME = '欧阳金丝雀';
const SEARCH = '/api/v1/customers/search';
const SETTINGS = '/api/v1/settings/field-access';
const MINUTE = 60_000;

let server: TestApp;
let admin: TestClient;
let agent: TestClient;
let other: TestClient;
let designer: TestClient;
let viewer: TestClient;
let compliance: TestClient;
let departmentId: string;
let customerId: string;
let flowId: string;
let hints: CrawlHints;
const clock = new DeskClock();

const byPhone = drawFlow(
  '本地号码',
  [
    { fact: 'profile.phone', operator: 'textStartsWith', value: '138' },
    { fact: 'profile.name', operator: 'isKnown' },
  ],
  [
    addTag('local'),
    { action: 'propose', tag: 'vip', note: '核对', membership: 'every' },
    { action: 'notify', to: { kind: 'role', role: 'agent' }, message: '请回访', membership: 'every' },
  ],
);

beforeAll(async () => {
  server = await createTestApp({ clock });
  admin = server.client;
  departmentId = (await admin.post<{ id: string }>('/api/v1/departments', { name: '客服部' })).body.id;
  [agent, other, designer, viewer, compliance] = await Promise.all(
    (
      [
        ['agent', departmentId],
        ['agent', departmentId],
        ['designer', undefined],
        ['viewer', undefined],
        ['compliance', undefined],
      ] as const
    ).map(async ([role, department]) => (await signedIn(server, role, `${role} 甲`, department)).client),
  );
  for (const key of ['local', 'vip'])
    await admin.post('/api/v1/tags', { key, name: { 'zh-CN': key }, category: 'value' });
  const created = await admin.post<FlowDetail>('/api/v1/flows', { flow: byPhone });
  flowId = created.body.id;
  const { revision } = created.body;
  const published = await admin.post(`/api/v1/flows/${flowId}/publish`, { apply: 'everyone', revision });
  expect(published.status).toBe(200);
  const profiles = [
    {
      customer: { channel: 'phone', externalId: PHONE },
      fields: { name: NAME, phone: PHONE, city: '上海', birthday: '1990-05-17' },
    },
  ];
  expect((await admin.post('/api/v1/customers/profiles', { profiles })).status).toBe(200);
  const changes = await waitFor(
    async () => (await admin.get<ChangesResponse>('/api/v1/changes')).body,
    ({ items }) => items.length > 0,
  );
  customerId = changes.items[0].customerId;
  const suggestions = await waitFor(
    async () => (await admin.get<{ items: { id: string }[] }>('/api/v1/suggestions')).body,
    ({ items }) => items.length > 0,
  );
  hints = {
    ids: { customers: customerId, flows: flowId, changes: changes.items[0].id, suggestions: suggestions.items[0].id },
    queries: {
      '/api/v1/customers/{id}/why': '?tag=local',
      '/api/v1/customers/{id}/explain': `?flow=${flowId}`,
      '/api/v1/tags/search': '?q=local',
    },
  };
}, 60_000);
afterAll(() => server.close());

const detail = async (client: TestClient) => (await client.get<CustomerDetail>(`/api/v1/customers/${customerId}`)).body;
const found = (client: TestClient, request: object = {}) =>
  client.post<CustomerSearchResponse & ErrorBody>(SEARCH, request);
const reveal = (client: TestClient, request: object) =>
  client.post<RevealResponse & ErrorBody>(`/api/v1/customers/${customerId}/reveal`, request);
const simulate = (client: TestClient, flow = byPhone) =>
  client.post<SimulateResponse & ErrorBody>('/api/v1/flows/simulate', { flow, customerId });
const withRules = async (rules: FieldRule[]) => {
  const { revision } = (await admin.get<FieldAccessSettings>(SETTINGS)).body;
  return admin.put<FieldAccessSettings & ErrorBody>(SETTINGS, { revision, rules });
};
/** Routes whose answer has it. */
const saying = async (client: TestClient, canary: string) => {
  const answers = await crawl(server, client, hints);
  const searched = await found(client);
  return [...answers, { route: SEARCH, status: searched.status, text: JSON.stringify(searched.body) }]
    .filter(({ text }) => text.includes(canary))
    .map(({ route }) => route);
};
const refusal = { status: 403, body: { error: { code: 'field_not_allowed', params: { field: 'phone' } } } };

describe('a masked field', () => {
  it('is in no answer of an agent, a designer or a viewer, and in many of an administrator', async () => {
    for (const client of [agent, designer, viewer]) expect(await saying(client, PHONE)).toEqual([]);
    expect(await saying(admin, PHONE)).toEqual(
      expect.arrayContaining([
        SEARCH,
        '/api/v1/customers/{id}',
        '/api/v1/customers/{id}/explain',
        '/api/v1/customers/{id}/timeline',
        '/api/v1/customers/{id}/why',
        '/api/v1/changes',
        '/api/v1/changes/{id}/why',
        '/api/v1/suggestions',
      ]),
    );
    expect(await saying(compliance, PHONE)).toContain(SEARCH);
  });

  it('is shown masked, with its level, and leaves the other fields alone', async () => {
    expect(await detail(agent)).toMatchObject({
      profile: { name: NAME, phone: '138****9527', city: '上海', birthday: '1990-05-17' },
      fields: { phone: { level: 'masked' } },
      identities: [{ channel: 'phone', externalId: '138****9527' }],
    });
    expect((await detail(admin)).fields).toBeUndefined();
    expect((await found(agent)).body.items[0]).toMatchObject({ profile: { phone: '138****9527' } });
  });

  it('is not searched for, compared with, counted, simulated or sorted by, but may be asked whether it is there', async () => {
    const phone = { fact: 'profile.phone', operator: 'textStartsWith', value: '138' };
    const asked = [
      phone,
      { not: phone },
      { any: [{ all: [phone] }] },
      { atLeast: { k: 1, of: [phone] } },
      { score: { threshold: 50, of: [{ weight: 1, condition: phone }] } },
      { fact: 'profile.name', operator: 'equal', value: { fact: 'profile.phone' } },
    ];
    for (const condition of asked) {
      expect(await found(agent, { condition })).toMatchObject(refusal);
      expect(await agent.post('/api/v1/flows/count', { condition })).toMatchObject(refusal);
      expect((await found(admin, { condition })).status).toBe(200);
    }
    expect(await found(agent, { sort: { by: 'profile.phone', direction: 'asc' } })).toMatchObject(refusal);
    expect((await found(admin, { sort: { by: 'profile.phone', direction: 'asc' } })).status).toBe(200);
    expect(await designer.post('/api/v1/flows/count', { flow: byPhone })).toMatchObject(refusal);
    expect(await simulate(designer)).toMatchObject(refusal);
    expect((await simulate(admin)).body.facts['profile.phone']).toBe(PHONE);
    const tried = { flow: byPhone, customerId, facts: { 'profile.phone': '15000000000' } };
    expect((await designer.post('/api/v1/flows/simulate', tried)).status).toBe(200);
    const isThere = { condition: { fact: 'profile.phone', operator: 'isKnown' } };
    expect((await found(agent, isThere)).body.total).toBe(1);
    const byCity = drawFlow('上海', [{ fact: 'profile.city', operator: 'equal', value: '上海' }], [addTag('local')]);
    expect((await simulate(designer, byCity)).body.facts).toMatchObject({ 'profile.phone': '138****9527' });
  });

  it('is no secret to rules: the flow that reads it has given its tag', async () => {
    expect((await detail(agent)).tags).toMatchObject([{ key: 'local', state: 'held' }]);
  });
});

describe('a field that a rule sets', () => {
  it('is masked in the receipt too, what it was and what it is', async () => {
    const condition = { fact: 'profile.city', operator: 'equal', value: '北京' };
    const flow = drawFlow(
      '改号',
      [condition],
      [{ action: 'setField', field: 'phone', value: '13600136111', membership: 'every' }],
    );
    const { id, revision } = (await admin.post<FlowDetail>('/api/v1/flows', { flow })).body;
    await admin.post(`/api/v1/flows/${id}/publish`, { apply: 'everyone', revision });
    const fields = { phone: '13700137999', city: '北京' };
    await admin.post('/api/v1/customers/profiles', {
      profiles: [{ customer: { channel: 'shop', externalId: 'b' }, fields }],
    });
    const path = `/api/v1/deliveries?flowId=${id}`;
    const list = async (client: TestClient) => (await client.get<DeliveriesResponse>(path)).body.items;
    await waitFor(
      () => list(admin),
      ({ length }) => length === 1,
    );
    expect((await list(admin))[0].receipt).toEqual({ before: '13700137999', after: '13600136111' });
    expect((await list(designer))[0].receipt).toEqual({ before: '137****7999', after: '136****6111' });
  });
});

describe('revealing', () => {
  it('needs a reason, a field that is masked, a customer, a person, and the right', async () => {
    expect(await reveal(agent, { field: 'phone' })).toMatchObject({ status: 400 });
    expect(await reveal(agent, { field: 'phone', reason: ' 回访 ' })).toMatchObject({ status: 400 });
    expect(await reveal(agent, { field: 'wechat', reason: '客户要求回电' })).toMatchObject({ status: 400 });
    expect(await reveal(agent, { field: 'city', reason: '客户要求回电' })).toMatchObject({ status: 409 });
    expect(await reveal(viewer, { field: 'phone', reason: '客户要求回电' })).toMatchObject({ status: 403 });
    const nobody = await agent.post('/api/v1/customers/999999/reveal', { field: 'phone', reason: '客户要求回电' });
    expect(nobody).toMatchObject({ status: 404, body: { error: { code: 'customer_not_found' } } });
    const { body } = await admin.post<{ key: string }>('/api/v1/api-keys', {
      name: '脚本',
      role: 'agent',
      departmentId,
    });
    const script = server.anonymous.with({ authorization: `Bearer ${body.key}` });
    expect(await reveal(script, { field: 'phone', reason: '客户要求回电' })).toMatchObject({
      status: 403,
      body: { error: { code: 'person_required' } },
    });
    expect((await compliance.get<RevealsResponse>('/api/v1/reveals')).body.items).toEqual([]);
  });

  it('shows the value on the page of that customer alone, to that person alone, until the time is over', async () => {
    const until = new Date(clock.at.getTime() + 10 * MINUTE).toISOString();
    const answer = await reveal(agent, { field: 'phone', reason: '客户要求回电' });
    expect(answer).toMatchObject({ status: 200, body: { value: PHONE, until } });
    expect(await saying(agent, PHONE)).toEqual(['/api/v1/customers/{id}']);
    expect(await detail(agent)).toMatchObject({
      profile: { phone: PHONE },
      fields: { phone: { level: 'masked', until } },
    });
    expect(await saying(other, PHONE)).toEqual([]);
    expect(await found(agent, { condition: { fact: 'profile.phone', operator: 'equal', value: PHONE } })).toMatchObject(
      refusal,
    );
    clock.at = new Date(clock.at.getTime() + 10 * MINUTE);
    expect(await saying(agent, PHONE)).toEqual([]);
  });

  it('is on record for good: who, whom, what, why and until when, but not the value', async () => {
    const { body } = await compliance.get<RevealsResponse>('/api/v1/reveals');
    expect(body.items).toMatchObject([
      {
        customerId,
        customerName: NAME,
        field: 'phone',
        reason: '客户要求回电',
        by: { name: 'agent 甲', departmentName: '客服部' },
      },
    ]);
    expect(JSON.stringify(body)).not.toContain(PHONE);
    for (const client of [agent, designer, viewer]) expect((await client.get('/api/v1/reveals')).status).toBe(403);
    for (const sql of ['DELETE FROM field_reveals', `UPDATE field_reveals SET reason = ''`])
      await expect(server.database.query(sql)).rejects.toThrow('append-only');
    await expect(server.database.pool.query('DELETE FROM field_reveals')).rejects.toThrow(/append-only|permission/);
  });

  it('ends at thirty in an hour, however many are asked at once, and begins again when the first is an hour old', async () => {
    const reason = '逐个核对号码';
    const asked = await Promise.all(Array.from({ length: 34 }, () => reveal(other, { field: 'phone', reason })));
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(30);
    const refused = asked.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({ error: { code: 'rate_limited', params: { retryAfterSeconds: 3600 } } });
    expect(refused?.headers.get('retry-after')).toBe('3600');
    expect((await reveal(agent, { field: 'phone', reason })).status).toBe(200);
    clock.at = new Date(clock.at.getTime() + 60 * MINUTE);
    expect((await reveal(other, { field: 'phone', reason })).status).toBe(200);
    clock.at = new Date(clock.at.getTime() + 10 * MINUTE);
  }, 60_000);
});

describe('the rules', () => {
  const rule = (part: Partial<FieldRule>): FieldRule => ({
    field: 'name',
    role: 'agent',
    departmentId: null,
    level: 'hidden',
    ...part,
  });

  it('hide a name everywhere, from the next answer on, and the department says otherwise for itself', async () => {
    expect((await saying(agent, NAME)).length).toBeGreaterThan(4);
    expect((await withRules([rule({}), rule({ field: 'phone' })])).status).toBe(200);
    expect(await saying(agent, NAME)).toEqual([]);
    expect(await detail(agent)).toMatchObject({
      profile: { name: null, phone: null },
      fields: { name: { level: 'hidden' } },
    });
    expect(await reveal(agent, { field: 'phone', reason: '客户要求回电' })).toMatchObject(refusal);
    const isThere = { condition: { fact: 'profile.phone', operator: 'isKnown' } };
    expect(await found(agent, isThere)).toMatchObject(refusal);
    expect(await found(agent, { sort: { by: 'profile.name', direction: 'asc' } })).toMatchObject({ status: 403 });
    expect((await saying(designer, NAME)).length).toBeGreaterThan(4);
    const rules = [rule({}), rule({ field: 'phone' }), rule({ departmentId, level: 'masked' })];
    expect((await withRules(rules)).body.rules).toHaveLength(3);
    expect((await detail(agent)).profile.name).toBe('欧**');
    expect(await saying(agent, NAME)).toEqual([]);
    expect((await agent.get<ChangesResponse>('/api/v1/changes')).body.items[0].customerName).toBe('欧**');
    await withRules([]);
    expect((await detail(agent)).profile.name).toBe(NAME);
  });

  it('take nothing from whoever answers for the whole organisation', async () => {
    await withRules((['admin', 'compliance'] as const).map((role) => rule({ role })));
    for (const client of [admin, compliance]) expect((await detail(client)).profile.name).toBe(NAME);
    await withRules([]);
  });

  it('are kept by administrators of the whole organisation, and read by compliance', async () => {
    const local = (await signedIn(server, 'admin', '部门管理员', departmentId)).client;
    const { revision } = (await compliance.get<FieldAccessSettings>(SETTINGS)).body;
    for (const client of [agent, designer, viewer]) expect((await client.get(SETTINGS)).status).toBe(403);
    for (const client of [local, compliance, designer])
      expect((await client.put(SETTINGS, { revision, rules: [] })).status).toBe(403);
  });

  it('are refused as a whole when stale, doubled, or for a department that is not', async () => {
    const { revision } = (await admin.get<FieldAccessSettings>(SETTINGS)).body;
    const save = (body: object) => admin.put<ErrorBody>(SETTINGS, body);
    expect(await save({ revision: revision - 1, rules: [] })).toMatchObject({
      status: 409,
      body: { error: { code: 'revision_conflict', params: { revision } } },
    });
    expect((await save({ revision, rules: [rule({}), rule({ level: 'shown' })] })).body.error.path).toBe('rules.1');
    expect((await save({ revision, rules: [rule({ departmentId: '999999' })] })).body.error.code).toBe(
      'department_not_found',
    );
    for (const wrong of [{ field: '__proto__' }, { role: 'constructor' }, { level: 'all' }, { departmentId: '' }])
      expect((await save({ revision, rules: [{ ...rule({}), ...wrong }] })).status).toBe(400);
    expect((await admin.get<FieldAccessSettings>(SETTINGS)).body).toMatchObject({ revision, rules: [] });
  });

  it('say what the caller has', async () => {
    expect((await agent.get('/api/v1/field-access/own')).body).toEqual({ levels: { phone: 'masked' } });
    expect((await admin.get('/api/v1/field-access/own')).body).toEqual({ levels: {} });
  });
});
