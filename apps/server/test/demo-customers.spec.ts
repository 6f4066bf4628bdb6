import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  CustomerDetail,
  DemoCustomers,
  ErrorBody,
  FlowDetail,
  InstalledTemplate,
  Metric,
  PublishResponse,
} from '@tagloom/contracts';
import { STORIES } from '../src/features/templates/stories/index.js';
import { signedIn } from '../src/testing/sign-in.js';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { eventually, runEnd } from './support/flows.js';
import { MovingClock } from './support/moving-clock.js';

const titled = STORIES.map((story) => ({ ...story, title: story.name['zh-CN'] }));
const pathOf = (key: string) => `/api/v1/templates/${key}/demo-customers`;

/** Makes the drafts of a template and publishes them in their order. */
async function use(app: TestApp, key: string): Promise<void> {
  const { body } = await app.client.post<InstalledTemplate>(`/api/v1/templates/${key}/install`);
  await eventually(async () => {
    const metrics = (await app.client.get<Metric[]>('/api/v1/metrics')).body;
    return metrics.every(({ status }) => status === 'ready') ? true : null;
  });
  for (const { id } of body.flows) {
    const { revision } = (await app.client.get<FlowDetail>(`/api/v1/flows/${id}`)).body;
    const published = await app.client.post<PublishResponse>(`/api/v1/flows/${id}/publish`, {
      apply: 'everyone',
      revision,
    });
    if (published.body.run) await runEnd(app, published.body.run.id);
  }
}

/** Everyone here, everything evaluated. */
const settled = (app: TestApp, key: string): Promise<DemoCustomers> =>
  eventually(async () => {
    const { body } = await app.client.get<DemoCustomers>(pathOf(key));
    return body.evaluated === body.events && body.customers.every(({ customerId }) => customerId) ? body : null;
  });
const words = (tags: { name: { 'zh-CN': string }; isProposed: boolean }[]) =>
  tags.map(({ name, isProposed }) => `${name['zh-CN']}${isProposed ? '?' : ''}`).sort();

// Once in the middle of a day, and once before most of its hours have come.
describe.each(['2026-06-17T12:00:00+08:00', '2026-06-17T00:40:00+08:00'])('demo customers loaded at %s', (now) => {
  const clock = new MovingClock(now);
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp({ clock });
    for (const { key } of STORIES) await use(app, key);
    for (const { key } of STORIES) expect((await app.client.post(pathOf(key))).status).toBe(202);
  }, 240_000);
  afterAll(() => app.close());

  it.each(titled)('get the tags that the story of $title says', async ({ key, needs }) => {
    const { customers } = await settled(app, key);
    const own = new Set(needs.tags?.map((tag) => tag.key));
    expect(customers.map(({ about, has }) => [about, words(has.filter((tag) => own.has(tag.key)))])).toEqual(
      customers.map(({ about, expected }) => [about, words(expected)]),
    );
    expect(customers.some(({ expected }) => expected.length > 0)).toBe(true);
  });
});

describe('loading demo customers', () => {
  const clock = new MovingClock('2026-06-17T12:00:00+08:00');
  const key = 'birthday_soon';
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp({ clock });
    await use(app, key);
  });
  afterAll(() => app.close());

  const everything = async () => {
    const { rows } = await app.database.query<{ all: object }>(
      `SELECT jsonb_build_object('customers', (SELECT jsonb_agg(jsonb_build_array(id, p_name, p_birthday, tags) ORDER BY id) FROM customers),
         'events', (SELECT count(*) FROM events), 'changes', (SELECT count(*) FROM changes), 'identities', (SELECT count(*) FROM identities),
         'deliveries', (SELECT count(*) FROM deliveries)) AS all`,
    );
    return rows[0].all;
  };

  it('shows before who would come, and writes nothing', async () => {
    const { body } = await app.client.get<DemoCustomers>(pathOf(key));
    expect(body.customers.map(({ customerId }) => customerId)).toEqual([null, null, null, null]);
    expect([body.events, body.evaluated, (await everything()) as { events: number }]).toMatchObject([
      0,
      0,
      { customers: null, events: 0 },
    ]);
  });

  it('names them as examples that were invented', async () => {
    const { client } = await signedIn(app, 'designer');
    const { status, body } = await client.post<DemoCustomers>(pathOf(key));
    expect(status).toBe(202);
    const { customers } = await settled(app, key);
    expect(body.customers.map(({ customerId }) => customerId)).toEqual(customers.map(({ customerId }) => customerId));
    const path = `/api/v1/customers/${customers[0].customerId}`;
    const customer = (await client.get<CustomerDetail>(path)).body;
    expect([customer.profile.name, customer.invented]).toEqual(['示例·钱多', true]);
  });

  it('changes nothing a second time', async () => {
    const before = await everything();
    expect((await app.client.post(pathOf(key))).status).toBe(202);
    expect(await everything()).toEqual(before);
  });

  it('leaves their birthdays alone when it is done again some days on', async () => {
    const birthdays = async () =>
      (await app.database.query<{ day: string }>('SELECT p_birthday::text AS day FROM customers ORDER BY id')).rows;
    const before = await birthdays();
    clock.pass(3 * 24 * 60);
    expect((await app.client.post(pathOf(key))).status).toBe(202);
    expect(await birthdays()).toEqual(before);
  });

  it('is not for those who may not create rules', async () => {
    for (const role of ['agent', 'compliance', 'viewer'] as const) {
      const { client } = await signedIn(app, role);
      expect([(await client.post(pathOf(key))).status, (await client.get(pathOf(key))).status]).toEqual([403, 403]);
    }
  });

  it('refuses a template that does not exist, and creates nobody', async () => {
    const before = await everything();
    const { status, body } = await app.client.post<ErrorBody>(pathOf('nonsense'));
    expect([status, body.error.code]).toEqual([404, 'template_not_found']);
    expect(await everything()).toEqual(before);
  });
});
