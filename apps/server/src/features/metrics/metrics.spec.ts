import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Catalog, Metric } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

let server: TestApp;
beforeAll(async () => {
  server = await createTestApp();
  await server.database.pool.query(
    `INSERT INTO event_types (name, label, properties) VALUES ('order_paid', '{"zh-CN":"付款"}', $1)`,
    [
      JSON.stringify([
        { name: 'amount', type: 'number' },
        { name: 'country', type: 'text' },
      ]),
    ],
  );
});
afterAll(() => server.close());

const ORDERS = {
  key: 'orders_90d',
  name: { 'zh-CN': '近90天订单' },
  eventTypes: ['order_paid'],
  aggregation: 'count',
  window: { kind: 'rolling', amount: 90, unit: 'day' },
};
const create = (fields: object) => server.client.post<Metric>('/api/v1/metrics', { ...ORDERS, ...fields });
const metricFacts = async () =>
  (await server.client.get<Catalog>('/api/v1/catalog')).body.facts.filter(({ source }) => source === 'metric');

async function readyMetric(key: string): Promise<Metric> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { body } = await server.client.get<Metric[]>('/api/v1/metrics');
    const metric = body.find((candidate) => candidate.key === key);
    if (metric?.status === 'ready') return metric;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${key} did not become ready`);
}

describe('metrics', () => {
  it('get a column and a run, and become a fact when the run has computed them', async () => {
    const { status, body } = await create({});
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...ORDERS, status: 'computing' });
    expect(body.runId).toMatch(/^\d+$/);
    const { rows } = await server.database.pool.query(
      `SELECT data_type FROM information_schema.columns WHERE table_name = 'customers' AND column_name = $1`,
      [`m_${body.id}`],
    );
    expect(rows).toEqual([{ data_type: 'double precision' }]);
    expect(await readyMetric('orders_90d')).toMatchObject({ id: body.id, runId: body.runId, customers: 0 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await metricFacts()).toEqual([
      { name: 'metric.orders_90d', type: 'number', source: 'metric', label: ORDERS.name },
    ]);
  });

  it.each([
    ['a key that is taken', { key: 'orders_90d' }, 409, 'key_taken', 'key'],
    [
      'an unknown event type',
      { key: 'a', eventTypes: ['order_paid', 'nothing'] },
      404,
      'event_type_not_found',
      'eventTypes.1',
    ],
    ['a sum without a property', { key: 'a', aggregation: 'sum' }, 400, 'validation_failed', 'property'],
    ['an unknown property', { key: 'a', aggregation: 'sum', property: 'weight' }, 400, 'validation_failed', 'property'],
    ['the sum of a text', { key: 'a', aggregation: 'sum', property: 'country' }, 400, 'validation_failed', 'property'],
    ['a window for days since', { key: 'a', aggregation: 'days_since_last' }, 400, 'validation_failed', 'window'],
    [
      'a filter over the profile',
      { key: 'a', filter: { fact: 'profile.city', operator: 'equal', value: '上海' } },
      400,
      'validation_failed',
      'filter',
    ],
    [
      'a filter over an unknown property',
      { key: 'a', filter: { fact: 'event.weight', operator: 'equal', value: 1 } },
      400,
      'validation_failed',
      'filter',
    ],
    [
      'a filter with an unknown operator',
      { key: 'a', filter: { fact: 'event.amount', operator: 'resembles', value: 1 } },
      400,
      'validation_failed',
      'filter',
    ],
    [
      'a filter with an operator of another type',
      { key: 'a', filter: { fact: 'event.country', operator: 'greaterThan', value: 1 } },
      400,
      'validation_failed',
      'filter',
    ],
    ['an empty name', { key: 'a', name: { 'zh-CN': '' } }, 400, 'validation_failed', 'name.zh-CN'],
  ])('refuse %s', async (_title, fields, status, code, path) => {
    expect(await create(fields)).toMatchObject({ status, body: { error: { code, path } } });
  });

  it('leave nothing behind when they are refused', async () => {
    const { rows } = await server.database.pool.query(
      `SELECT column_name FROM information_schema.columns WHERE table_name = 'customers' AND column_name ~ '^m_'`,
    );
    expect(rows).toHaveLength(1);
  });

  it('wait for a busy table and then succeed', async () => {
    const blocker = await server.database.pool.connect();
    await blocker.query('BEGIN; LOCK TABLE customers IN ACCESS SHARE MODE');
    const creating = create({ key: 'patient' });
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await blocker.query('COMMIT');
    blocker.release();
    expect((await creating).status).toBe(201);
  });

  it('change name and unit, never what they compute', async () => {
    await create({ key: 'renamed', unit: { 'zh-CN': '单' } });
    const { id } = await readyMetric('renamed');
    const path = `/api/v1/metrics/${id}`;
    expect(
      (await server.client.patch<Metric>(path, { name: { 'zh-CN': '订单', en: 'Orders' }, unit: null })).body,
    ).not.toHaveProperty('unit');
    expect(await readyMetric('renamed')).toMatchObject({
      name: { 'zh-CN': '订单', en: 'Orders' },
      window: ORDERS.window,
    });
    expect(await server.client.patch(path, { window: { kind: 'lifetime' } })).toMatchObject({
      status: 400,
      body: { error: { path: 'window' } },
    });
  });

  it('are deleted with their column, unless a flow reads them', async () => {
    await create({ key: 'gone' });
    const { id } = await readyMetric('gone');
    const data = { fact: 'metric.gone', operator: 'greaterThan', value: 1 };
    const draft = {
      name: '读指标',
      nodes: [{ id: 'n', kind: 'condition', position: { x: 0, y: 0 }, data }],
      edges: [],
    };
    const { rows } = await server.database.pool.query<{ id: number }>(
      `INSERT INTO flows (draft, updated_by) VALUES ($1, 'x') RETURNING id`,
      [draft],
    );
    expect(await server.client.delete(`/api/v1/metrics/${id}`)).toMatchObject({
      status: 409,
      body: { error: { code: 'metric_in_use', params: { flows: ['读指标'] } } },
    });
    await server.database.pool.query('DELETE FROM flows WHERE id = $1', [rows[0].id]);
    expect((await server.client.delete(`/api/v1/metrics/${id}`)).status).toBe(204);
    const columns = await server.database.pool.query(
      `SELECT FROM information_schema.columns WHERE table_name = 'customers' AND column_name = $1`,
      [`m_${id}`],
    );
    expect(columns.rows).toEqual([]);
    expect((await server.client.delete(`/api/v1/metrics/${id}`)).status).toBe(404);
  });
});
