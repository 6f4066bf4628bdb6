import type {
  ChangesResponse,
  CustomerDetail,
  CustomerSearchResponse,
  ErrorBody,
  FieldAccessSettings,
  FieldRule,
  FlowDetail,
  RevealResponse,
  Role,
  SimulateResponse,
} from '@tagloom/contracts';
import { crawl, type CrawlHints } from './crawl.js';
import { addTag, drawFlow } from './draw-flow.js';
import { DeskClock } from './sharing-desk.js';
import { signedIn } from './sign-in.js';
import { createTestApp, type TestApp } from './test-app.js';
import type { TestClient } from './test-client.js';
import { waitFor } from './wait-for.js';

export const PHONE = '13800139527';
export const NAME = '欧阳金丝雀';
export const SEARCH = '/api/v1/customers/search';
export const SETTINGS = '/api/v1/settings/field-access';

/** What is answered to a question about a field that the asker does not have. */
export const refusal = { status: 403, body: { error: { code: 'field_not_allowed', params: { field: 'phone' } } } };

/** Reads a field that is masked for most, and one that is not. */
export const byPhone = drawFlow(
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

type Answer<T> = Promise<Awaited<ReturnType<TestClient['post']>> & { body: T & ErrorBody }>;

/** One customer with a phone number, a published rule that asked for it, and people of each role. */
export interface FieldDesk {
  server: TestApp;
  clock: DeskClock;
  departmentId: string;
  customerId: string;
  flowId: string;
  admin: TestClient;
  compliance: TestClient;
  designer: TestClient;
  viewer: TestClient;
  /** Two agents of the one department. */
  agent: TestClient;
  other: TestClient;
  detail(client: TestClient): Promise<CustomerDetail>;
  found(client: TestClient, request?: object): Answer<CustomerSearchResponse>;
  reveal(client: TestClient, request: object): Answer<RevealResponse>;
  simulate(client: TestClient, flow?: typeof byPhone): Answer<SimulateResponse>;
  withRules(rules: FieldRule[]): Answer<FieldAccessSettings>;
  /** The routes whose answer has it. */
  saying(client: TestClient, canary: string): Promise<string[]>;
  close(): Promise<void>;
}

export async function openFieldDesk(): Promise<FieldDesk> {
  const clock = new DeskClock();
  const server = await createTestApp({ clock });
  const admin = server.client;
  const departmentId = (await admin.post<{ id: string }>('/api/v1/departments', { name: '客服部' })).body.id;
  const person = async (role: Role, department?: string) =>
    (await signedIn(server, role, `${role} 甲`, department)).client;
  const { flowId, ...hints } = await happened(admin);
  const { customers: customerId } = hints.ids;
  const found = (client: TestClient, request: object = {}) =>
    client.post<CustomerSearchResponse & ErrorBody>(SEARCH, request);
  return {
    ...{ server, clock, departmentId, customerId, flowId, admin, found },
    agent: await person('agent', departmentId),
    other: await person('agent', departmentId),
    designer: await person('designer'),
    viewer: await person('viewer'),
    compliance: await person('compliance'),
    detail: async (client) => (await client.get<CustomerDetail>(`/api/v1/customers/${customerId}`)).body,
    reveal: (client, request) => client.post(`/api/v1/customers/${customerId}/reveal`, request),
    simulate: (client, flow = byPhone) => client.post('/api/v1/flows/simulate', { flow, customerId }),
    withRules: async (rules) => {
      const { revision } = (await admin.get<FieldAccessSettings>(SETTINGS)).body;
      return admin.put(SETTINGS, { revision, rules });
    },
    saying: async (client, canary) => {
      const answers = await crawl(server, client, hints);
      const searched = await found(client);
      return [...answers, { route: SEARCH, status: searched.status, text: JSON.stringify(searched.body) }]
        .filter(({ text }) => text.includes(canary))
        .map(({ route }) => route);
    },
    close: () => server.close(),
  };
}

/** The rule has given its tag, proposed another and told of it: everything that may repeat a field. */
async function happened(admin: TestClient): Promise<CrawlHints & { flowId: string }> {
  for (const key of ['local', 'vip'])
    await admin.post('/api/v1/tags', { key, name: { 'zh-CN': key }, category: 'value' });
  const { id: flowId, revision } = (await admin.post<FlowDetail>('/api/v1/flows', { flow: byPhone })).body;
  const published = await admin.post(`/api/v1/flows/${flowId}/publish`, { apply: 'everyone', revision });
  const fields = { name: NAME, phone: PHONE, city: '上海', birthday: '1990-05-17' };
  const profiles = [{ customer: { channel: 'phone', externalId: PHONE }, fields }];
  const imported = await admin.post('/api/v1/customers/profiles', { profiles });
  if (published.status !== 200 || imported.status !== 200)
    throw new Error(JSON.stringify([published.body, imported.body]));
  const changes = await waitFor(
    async () => (await admin.get<ChangesResponse>('/api/v1/changes')).body,
    ({ items }) => items.length > 0,
  );
  const suggestions = await waitFor(
    async () => (await admin.get<{ items: { id: string }[] }>('/api/v1/suggestions')).body,
    ({ items }) => items.length > 0,
  );
  const [{ id, customerId }] = changes.items;
  return {
    flowId,
    ids: { customers: customerId, flows: flowId, changes: id, suggestions: suggestions.items[0].id },
    queries: {
      '/api/v1/customers/{id}/why': '?tag=local',
      '/api/v1/customers/{id}/explain': `?flow=${flowId}`,
      '/api/v1/tags/search': '?q=local',
    },
  };
}
