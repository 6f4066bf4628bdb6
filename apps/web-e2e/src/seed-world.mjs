import { setTimeout as wait } from 'node:timers/promises';
import { apiOf } from './api.mjs';

const DAY_MS = 86_400_000;
const CUSTOMERS = 30;
/** Customer n paid n % 6 orders, so the rule of the journey (more than 2) is true for every second one. */
const ordersOf = (/** @type {number} */ n) => n % 6;
const PASSWORD = 'browser-journey-1';
/** Who signs in, and as what. The colleague is a second person who may publish. */
const PEOPLE = /** @type {const} */ ([
  ['designer', 'designer'],
  ['colleague', 'designer'],
  ['admin', 'admin'],
  ['viewer', 'viewer'],
]);

export const METRIC = { 'zh-CN': '近 90 天订单数', en: 'Orders in 90 days' };
export const TAG = { 'zh-CN': '高价值客户', en: 'High value customer' };
export const ACTIVE = { 'zh-CN': '活跃用户', en: 'Active' };

/**
 * A small world made through the public API alone: customers, orders, a metric, tags and people who sign in.
 *
 * @param {{ url: string, adminKey: string }} server
 */
export async function seedWorld(server) {
  const api = apiOf(server);
  const { call } = api;
  const numbers = Array.from({ length: CUSTOMERS }, (_, n) => n);
  const customerOf = (/** @type {number} */ n) => ({ channel: 'shop', externalId: `c${n}` });
  const nameOf = (/** @type {number} */ n) => `王芳${String(n).padStart(2, '0')}`;
  await call('POST', '/customers/profiles', {
    profiles: numbers.map((n) => ({
      customer: customerOf(n),
      fields: { name: nameOf(n), city: ['上海', '北京', '杭州'][n % 3], gender: '女' },
      invented: true,
    })),
  });
  const events = numbers.flatMap((n) =>
    Array.from({ length: ordersOf(n) }, (_, order) => ({
      id: `order-${n}-${order}`,
      source: 'shop',
      type: 'order_paid',
      occurredAt: new Date(Date.now() - (order * 7 + 1) * DAY_MS).toISOString(),
      customer: customerOf(n),
      properties: { amount: 100 + n * 10 + order },
    })),
  );
  const { accepted } = await call('POST', '/events', { events });
  if (accepted !== events.length) throw new Error(`${accepted} of ${events.length} events were accepted`);
  await call('PATCH', '/event-types/order_paid', { label: { 'zh-CN': '付款', en: 'Order paid' } });
  await call('POST', '/metrics', {
    key: 'orders_90d',
    name: METRIC,
    eventTypes: ['order_paid'],
    aggregation: 'count',
    window: { kind: 'rolling', amount: 90, unit: 'day' },
    unit: { 'zh-CN': '次', en: 'orders' },
  });
  await call('POST', '/tags', { key: 'vip', name: TAG, category: 'value' });
  await call('POST', '/tags', { key: 'active', name: ACTIVE, category: 'behavior' });
  const department = await call('POST', '/departments', { key: 'growth', name: '增长部' });
  const signIns = await Promise.all(
    PEOPLE.map(async ([who, role]) => {
      const email = `${who}@example.com`;
      const name = `${who} 一号`;
      await call('POST', '/users', {
        email,
        name,
        password: PASSWORD,
        role,
        departmentId: department.id,
      });
      return [who, { email, name, password: PASSWORD }];
    }),
  );
  await untilMetricsAreReady(call);
  return {
    api,
    departmentId: /** @type {string} */ (department.id),
    customer: { name: nameOf(5), orders: ordersOf(5) },
    /** Lacks one order to have three. */
    almost: { name: nameOf(2), customer: customerOf(2) },
    /** An order that is paid this moment. */
    pay: (/** @type {{ customer: ReturnType<typeof customerOf> }} */ { customer }) =>
      call('POST', '/events', {
        events: [
          {
            id: `order-now-${customer.externalId}`,
            source: 'shop',
            type: 'order_paid',
            occurredAt: new Date().toISOString(),
            customer,
            properties: { amount: 120 },
          },
        ],
      }),
    /** Has paid one order. */
    lacking: { name: nameOf(7) },
    /** Nobody touches this one's tags by hand. */
    bystander: { name: nameOf(11) },
    matching: numbers.filter((n) => ordersOf(n) > 2).length,
    signIns:
      /** @type {Record<'designer' | 'colleague' | 'admin' | 'viewer', { email: string, name: string, password: string }>} */ (
        Object.fromEntries(signIns)
      ),
  };
}

/** @param {ReturnType<typeof apiOf>['call']} call */
async function untilMetricsAreReady(call) {
  for (let tries = 0; tries < 60; tries++) {
    const metrics = await call('GET', '/metrics');
    if (metrics.every((/** @type {{ status: string }} */ { status }) => status === 'ready')) return;
    await wait(500);
  }
  throw new Error('the metric was not computed within 30 s');
}
