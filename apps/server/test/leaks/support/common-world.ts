import { type CreatedApiKey, type FlowDetail, ROLES, type Role, type Run, type Tag } from '@tagloom/contracts';
import { Clock } from '../../../src/platform/clock/clock.js';
import { addTag, drawFlow } from '../../../src/testing/draw-flow.js';
import { signedIn } from '../../../src/testing/sign-in.js';
import { createTestApp, type TestApp } from '../../../src/testing/test-app.js';
import { createTestDatabase } from '../../../src/testing/test-database.js';
import { waitFor } from '../../../src/testing/wait-for.js';

/** Time stands still, so that two servers tell the same. */
export class StillClock extends Clock {
  override now(): Date {
    return new Date('2026-03-02T02:00:00.000Z');
  }
}

/** What everybody in it has the same view of: the market department with its people, tags and flows, and some customers. */
export interface CommonWorld {
  url: string;
  departments: { market: string; sales: string; service: string };
  /** Cookies of people of the market department, by role. */
  readers: ReadonlyMap<Role, string>;
  /** A cookie of a designer of each of the others. */
  sales: string;
  service: string;
  vip: Tag;
  own: Tag;
  flowId: string;
  enterpriseFlowId: string;
  customerIds: string[];
  /** Numbers of rows that the readers may ask for, by what they name. */
  ids: Readonly<Record<string, string>>;
}

const CITIES = ['上海', '北京'];
const CUSTOMERS = 14;

/** Makes it, and leaves a database that nobody is connected to. The caller drops it. */
export async function makeCommonWorld(): Promise<CommonWorld> {
  const database = await createTestDatabase();
  const server = await createTestApp({ database, clock: new StillClock() });
  const world = await populate(server);
  await server.close();
  await database.pool.end();
  return { ...world, url: database.url };
}

async function populate(server: TestApp): Promise<Omit<CommonWorld, 'url'>> {
  const { client } = server;
  const department = async (name: string) =>
    (await client.post<{ id: string }>('/api/v1/departments', { name })).body.id;
  const departments = {
    market: await department('市场部'),
    sales: await department('销售部'),
    service: await department('客服部'),
  };
  const readers = new Map<Role, string>();
  for (const role of ROLES)
    readers.set(role, (await signedIn(server, role, `市场 ${role}`, departments.market)).cookie);
  const sales = (await signedIn(server, 'designer', '销售 设计', departments.sales)).cookie;
  const service = (await signedIn(server, 'designer', '客服 设计', departments.service)).cookie;
  const designer = server.anonymous.with({ cookie: readers.get('designer') ?? '', origin: server.url });
  const vip = await tag(client, '会员');
  const own = await tag(designer, '爱逛店');
  const customerIds = await customers(server);
  for (const id of customerIds.slice(0, 3))
    expectStatus(await designer.post(`/api/v1/customers/${id}/tags`, { tag: own.key, reason: '到店' }), 200, 204);
  expectStatus(await client.post(`/api/v1/customers/${customerIds[0]}/tags`, { tag: vip.key }), 200, 204);
  const leaf = { fact: 'profile.city', operator: 'equal', value: '上海' };
  const flowId = await publishedFlow(designer, '上海顾客', [leaf], own.key);
  const enterpriseFlowId = await publishedFlow(client, '北京会员', [{ ...leaf, value: '北京' }], vip.key);
  await waitFor(
    async () => (await client.get<Run[]>('/api/v1/runs')).body,
    (runs) => runs.every(({ status }) => status === 'done'),
  );
  const revision = 1;
  await designer.put(`/api/v1/flows/${flowId}/golden`, {
    revision: 0,
    cases: [{ name: '上海人', facts: { 'profile.city': '上海' }, now: null, expected: [{ sign: '+', tag: own.key }] }],
  });
  await designer.post(`/api/v1/flows/${flowId}/preview`, { revision });
  await waitFor(
    async () => (await client.get<Run[]>('/api/v1/runs')).body,
    (runs) => runs.every(({ status }) => status === 'done'),
  );
  const share = { tagId: own.id, departmentId: departments.service, level: 'read', purpose: '接待' };
  expectStatus(await designer.post('/api/v1/approvals', { request: { act: 'share', share }, reason: '接待' }), 201);
  await client.post<CreatedApiKey>('/api/v1/api-keys', { name: '店铺', role: 'viewer' });
  return {
    ...{ departments, readers, sales, service, vip, own, flowId, enterpriseFlowId, customerIds },
    ids: await idsOf(server),
  };
}

type Client = TestApp['client'];

async function tag(by: Client, name: string): Promise<Tag> {
  const made = await by.post<Tag>('/api/v1/tags', { name: { 'zh-CN': name }, category: 'value' });
  expectStatus(made, 201);
  // reads the definitions anew, so that the tag is known to whatever comes next
  await by.get('/api/v1/tags');
  return made.body;
}

async function customers({ database }: TestApp): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO customers (p_name, p_city) SELECT '顾客' || n, ($1::text[])[1 + n % 2] FROM generate_series(1, $2::int) n
     RETURNING id::text AS id`,
    [CITIES, CUSTOMERS],
  );
  return rows.map(({ id }) => id);
}

export async function publishedFlow(
  by: Client,
  name: string,
  leaves: Parameters<typeof drawFlow>[1],
  tagKey: string,
  note?: string,
): Promise<string> {
  const made = await by.post<FlowDetail>('/api/v1/flows', { flow: drawFlow(name, leaves, [addTag(tagKey)]) });
  expectStatus(made, 201);
  const { id, revision } = made.body;
  expectStatus(await by.post(`/api/v1/flows/${id}/publish`, { apply: 'everyone', revision, note }), 200);
  return id;
}

/** One row of each kind that the market department has. */
async function idsOf({ database }: TestApp): Promise<Record<string, string>> {
  const { rows } = await database.query<Record<string, string>>(
    `SELECT (SELECT min(seq)::text FROM changes) AS changes, (SELECT min(id)::text FROM runs) AS runs`,
  );
  return rows[0];
}

export function expectStatus({ status, body }: { status: number; body: unknown }, ...expected: number[]): void {
  if (!expected.includes(status))
    throw new Error(`expected ${expected.join(' or ')}, got ${status}: ${JSON.stringify(body)}`);
}
