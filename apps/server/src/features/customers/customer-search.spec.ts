import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CustomerListItem, CustomerSearchRequest, CustomerSearchResponse } from '@tagloom/contracts';
import { localDay } from '@tagloom/rule-engine';
import { seedCustomers, type Seed } from '../../testing/seed-customers.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

const SEARCH = '/api/v1/customers/search';
const today = localDay({ now: new Date(), timeZone: 'Asia/Shanghai' });

describe('customer search', () => {
  let test: TestApp;
  let seed: Seed;

  beforeAll(async () => {
    test = await createTestApp({ role: { api: true, worker: false } });
    seed = await seedCustomers(test.database.pool, 230, today);
  });
  afterAll(() => test.close());

  const search = (request: CustomerSearchRequest) => test.client.post<CustomerSearchResponse>(SEARCH, request);

  async function allPages(request: CustomerSearchRequest, size: number): Promise<CustomerListItem[]> {
    const items: CustomerListItem[] = [];
    let cursor: string | undefined;
    do {
      const { status, body } = await search({ ...request, page: { size, ...(cursor !== undefined && { cursor }) } });
      expect(status).toBe(200);
      items.push(...body.items);
      cursor = body.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return items;
  }

  const SORTS: [string, (item: CustomerListItem) => CustomerListItem['metrics'][string] | null | undefined][] = [
    ['id', (item) => Number(item.id)],
    ['lastSeenAt', (item) => item.lastSeenAt],
    ['profile.name', (item) => item.profile.name],
    ['profile.birthday', (item) => item.profile.birthday],
    ['metric.orders', (item) => item.metrics.orders],
    ['metric.last_order', (item) => item.metrics.last_order],
  ];
  for (const [by, valueOf] of SORTS) {
    for (const direction of ['asc', 'desc'] as const) {
      it(`pages through everyone exactly once, by ${by} ${direction}, those without a value last`, async () => {
        const items = await allPages({ sort: { by, direction } }, 17);
        expect(new Set(items.map(({ id }) => id)).size).toBe(seed.customers.length);
        expect(items).toHaveLength(seed.customers.length);
        const values = items.map((item) => valueOf(item) ?? null);
        const known = values.filter((value) => value !== null);
        expect(values.slice(0, known.length)).toEqual(known);
        const sign = direction === 'asc' ? 1 : -1;
        for (let index = 1; index < known.length; index++) {
          const order = known[index - 1] === known[index] ? 0 : known[index - 1] < known[index] ? -1 : 1;
          expect(order * sign).toBeLessThanOrEqual(0);
        }
      });
    }
  }

  it('selects by profile, metric, days and tag together, with an exact total', async () => {
    const condition = {
      all: [
        { fact: 'profile.city', operator: 'in', value: ['上海', '杭州'] },
        {
          any: [
            { fact: 'metric.orders', operator: 'greaterThanInclusive', value: 5 },
            { fact: 'tag.vip', operator: 'equal', value: true },
          ],
        },
        { not: { fact: 'metric.last_order', operator: 'greaterThan', value: 90 } },
      ],
    };
    const expected = seed.customers.filter(
      ({ city, orders, tags, lastOrderDay }) =>
        (city === '上海' || city === '杭州') &&
        ((orders ?? -1) >= 5 || tags.includes(seed.tags.vip)) &&
        !(lastOrderDay !== null && today - lastOrderDay > 90),
    );
    expect(expected.length).toBeGreaterThan(5);
    const items = await allPages({ condition, sort: { by: 'metric.orders', direction: 'desc' } }, 4);
    expect(items.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    expect((await search({ condition, page: { size: 1 } })).body.total).toBe(expected.length);
  });

  it('shows a "days since" metric as days, and leaves unknown metrics out', async () => {
    const items = await allPages({}, 200);
    for (const [index, { lastOrderDay, orders, birthday, tags }] of seed.customers.entries()) {
      expect(items[index].metrics).toEqual({
        ...(orders !== null && { orders }),
        ...(lastOrderDay !== null && { last_order: today - lastOrderDay }),
      });
      expect(items[index].profile.birthday).toBe(birthday);
      expect(items[index].tags.map(({ key }) => key)).toEqual(tags.length > 0 ? ['vip'] : []);
    }
  });

  it('refuses a cursor of another filter, of another order, and a damaged one', async () => {
    const { body } = await search({ sort: { by: 'metric.orders', direction: 'asc' }, page: { size: 5 } });
    const cursor = body.nextCursor as string;
    const vip = { fact: 'tag.vip', operator: 'equal', value: true };
    for (const request of [
      { sort: { by: 'metric.orders', direction: 'desc' as const }, page: { cursor } },
      { sort: { by: 'metric.orders', direction: 'asc' as const }, condition: vip, page: { cursor } },
      { page: { cursor } },
      { sort: { by: 'metric.orders', direction: 'asc' as const }, page: { cursor: `${cursor.slice(0, -3)}abc` } },
    ]) {
      const refused = await search(request);
      expect(refused).toMatchObject({
        status: 400,
        body: { error: { code: 'validation_failed', path: 'page.cursor' } },
      });
    }
  });

  const leaf = (fact: string, operator: string, value?: unknown) => ({ fact, operator, value });
  it.each([
    [
      'an unknown fact',
      { condition: { all: [leaf('profile.city', 'equal', '上海'), leaf('profile.shoe', 'equal', 'x')] } },
      'condition.all.1',
    ],
    ['a bare fact', { condition: leaf('city', 'equal', 'x') }, 'condition'],
    ['a fact of an event', { condition: { not: leaf('event.amount', 'greaterThan', 1) } }, 'condition.not'],
    [
      'an operator of another type',
      { condition: { any: [leaf('profile.city', 'greaterThan', 3)] } },
      'condition.any.0',
    ],
    [
      'an unknown operator',
      { condition: { atLeast: { k: 1, of: [leaf('metric.orders', 'resembles', 3)] } } },
      'condition.atLeast.of.0',
    ],
    ['a value of another type', { condition: leaf('metric.orders', 'equal', 'three') }, 'condition'],
    ['a sort outside the list', { sort: { by: 'p_name; DROP TABLE customers', direction: 'asc' } }, 'sort.by'],
    ['a sort by an unknown metric', { sort: { by: 'metric.nothing', direction: 'asc' } }, 'sort.by'],
    ['a direction that is none', { sort: { by: 'id', direction: 'up' } }, 'sort.direction'],
    ['a page too large', { page: { size: 201 } }, 'page.size'],
    ['an unknown field', { filter: {} }, 'filter'],
  ])('refuses %s, and says where', async (_title, request, path) => {
    const { status, body } = await test.client.post<{ error: { path: string } }>(SEARCH, request);
    expect([status, body.error.path]).toEqual([400, path]);
  });
});
