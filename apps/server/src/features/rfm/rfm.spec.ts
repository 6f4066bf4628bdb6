import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Catalog, RfmModel, RfmPreview } from '@tagloom/contracts';
import { localDay, rfmValue } from '@tagloom/rule-engine';
import { drawFlow, addTag } from '../../testing/draw-flow.js';
import { generator } from '../../testing/seed-customers.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';
import { RfmCutPoints } from './rfm-cut-points.js';

interface Numbers {
  id: string;
  recency: number | null;
  frequency: number | null;
  monetary: number | null;
}

const today = localDay({ now: new Date(), timeZone: 'Asia/Shanghai' });
const MODEL = {
  key: 'main',
  name: { 'zh-CN': '主模型', en: 'Main' },
  recency: 'idle',
  frequency: 'orders',
  monetary: 'spend',
  cuts: { method: 'mean' },
};
let server: TestApp;
let customers: Numbers[];

beforeAll(async () => {
  server = await createTestApp({ role: { api: true, worker: false } });
  for (const [key, aggregation] of [
    ['idle', 'days_since_last'],
    ['orders', 'count'],
    ['spend', 'sum'],
    ['countries', 'most_frequent'],
  ])
    await server.database.query(`INSERT INTO metrics (key, definition, status) VALUES ($1, $2, 'ready')`, [
      key,
      JSON.stringify({
        key,
        name: { 'zh-CN': key },
        eventTypes: ['paid'],
        aggregation,
        ...(aggregation === 'sum' && { property: 'amount' }),
        ...(aggregation === 'most_frequent' && { property: 'country' }),
        window: { kind: 'lifetime' },
      }),
    ]);
  await server.database.query('ALTER TABLE customers ADD m_1 float8, ADD m_2 float8, ADD m_3 float8, ADD m_4 text');
  const random = generator(7);
  customers = [];
  for (let index = 0; index < 200; index++) {
    const isKnown = random(5) > 0;
    const numbers = {
      recency: isKnown ? random(90) : null,
      frequency: random(8),
      monetary: random(10) > 0 ? random(4000) / 4 : null,
    };
    const { rows } = await server.database.query<{ id: string }>(
      'INSERT INTO customers (m_1, m_2, m_3) VALUES ($1, $2, $3) RETURNING id::text AS id',
      [numbers.recency === null ? null : today - numbers.recency, numbers.frequency, numbers.monetary],
    );
    customers.push({ id: rows[0].id, ...numbers });
  }
});
afterAll(() => server.close());

const preview = (cuts: object) =>
  server.client.post<RfmPreview>('/api/v1/rfm-models/preview', { definition: { ...MODEL, cuts } });
const complete = () =>
  customers.filter((one) => one.recency !== null && one.monetary !== null) as {
    id: string;
    recency: number;
    frequency: number;
    monetary: number;
  }[];
const naiveCells = (cuts: RfmPreview['current']) => {
  const counts = new Map<string | null, number>();
  for (const numbers of customers) {
    const cell = (rfmValue('cell', numbers, cuts) as string | undefined) ?? null;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts;
};
const countsOf = ({ cells }: RfmPreview) =>
  new Map(cells.filter(({ customers: count }) => count > 0).map(({ cell, customers: count }) => [cell, count]));

describe('cut points', () => {
  it('at the mean of the customers whose three values are known', async () => {
    const { status, body } = await preview({ method: 'mean' });
    expect(status).toBe(200);
    const mean = (part: 'recency' | 'frequency' | 'monetary') =>
      complete().reduce((sum, one) => sum + one[part], 0) / complete().length;
    for (const part of ['recency', 'frequency', 'monetary'] as const)
      expect(body.current[part]).toBeCloseTo(mean(part), 5);
    expect(countsOf(body)).toEqual(naiveCells(body.current));
  });

  it.each([1, 20, 50, 99])(
    'at the best %d percent: no better customer is missing, and one fewer would be too few',
    async (percent) => {
      const { body } = await preview({ method: 'top_percent', percent });
      const wanted = Math.ceil((complete().length * percent) / 100);
      const best = (part: 'recency' | 'frequency' | 'monetary', sign: 1 | -1) =>
        complete()
          .map((one) => one[part])
          .sort((a, b) => sign * (a - b))[wanted - 1];
      expect(body.current).toEqual({
        recency: best('recency', 1),
        frequency: best('frequency', -1),
        monetary: best('monetary', -1),
      });
      expect(countsOf(body)).toEqual(naiveCells(body.current));
    },
  );

  it('where a person puts them', async () => {
    const cuts = { recency: 30, frequency: 4, monetary: 500 };
    const { body } = await preview({ method: 'fixed', ...cuts });
    expect(body.current).toEqual(cuts);
    expect(countsOf(body)).toEqual(naiveCells(cuts));
    expect(body.cells.reduce((sum, { customers: count }) => sum + count, 0)).toBe(customers.length);
  });

  it.each([
    ['a metric that does not exist', { frequency: 'nothing' }, 404, 'metric_not_found', 'frequency'],
    ['a recency that is no days since', { recency: 'orders' }, 400, 'validation_failed', 'recency'],
    ['a text', { monetary: 'countries' }, 400, 'validation_failed', 'monetary'],
    [
      'a percent of a hundred',
      { cuts: { method: 'top_percent', percent: 100 } },
      400,
      'validation_failed',
      'cuts.percent',
    ],
  ])('refuse %s', async (_title, fields, status, code, path) => {
    const answer = await server.client.post('/api/v1/rfm-models', { ...MODEL, ...fields });
    expect(answer).toMatchObject({ status, body: { error: { code, path } } });
  });
});

describe('a model', () => {
  let model: RfmModel;
  beforeAll(async () => {
    const { status, body } = await server.client.post<RfmModel>('/api/v1/rfm-models', MODEL);
    expect(status).toBe(201);
    model = body;
  });

  it('is known with its cut points, and again under no second key', async () => {
    expect(model).toMatchObject({ ...MODEL, current: { recency: expect.any(Number) } });
    expect(countsOf(model)).toEqual(naiveCells(model.current));
    expect((await server.client.get<RfmModel[]>('/api/v1/rfm-models')).body).toEqual([model]);
    expect(await server.client.post('/api/v1/rfm-models', MODEL)).toMatchObject({
      status: 409,
      body: { error: { code: 'key_taken' } },
    });
  });

  it('is five facts with their choices', async () => {
    const { facts } = (await server.client.get<Catalog>('/api/v1/catalog')).body;
    const own = facts.filter(({ source }) => source === 'rfm');
    expect(own.map(({ name, type }) => [name, type])).toEqual([
      ['rfm.main_recency', 'boolean'],
      ['rfm.main_frequency', 'boolean'],
      ['rfm.main_monetary', 'boolean'],
      ['rfm.main_quadrant', 'text'],
      ['rfm.main_cell', 'text'],
    ]);
    expect(own[4]).toMatchObject({ label: { 'zh-CN': '主模型·客户分群' }, changesDaily: true });
    expect(own[4].options?.map(({ label }) => label['zh-CN'])).toContain('重要价值客户');
  });

  it.each(['champions', 'win_back', 'general_win_back'])('selects the same customers in SQL: %s', async (cell) => {
    const { body } = await server.client.post<{ total: number }>('/api/v1/customers/search', {
      condition: { fact: 'rfm.main_cell', operator: 'equal', value: cell },
    });
    expect(body.total).toBe(naiveCells(model.current).get(cell) ?? 0);
  });

  it('moves with its customers, and wakes those whose answers differ when a flow reads it', async () => {
    await server.database.query(
      `INSERT INTO tags (key, name, kind, category, search) VALUES ('vip', '{"zh-CN":"贵宾"}', 'flag', 'value', '')`,
    );
    const draft = drawFlow(
      '读模型',
      [{ fact: 'rfm.main_cell', operator: 'equal', value: 'champions' }],
      [addTag('vip')],
    );
    await server.database.query(`INSERT INTO flows (draft, updated_by) VALUES ($1, 'x')`, [draft]);
    await server.database.query('UPDATE customers SET m_3 = m_3 + 400 WHERE id <= 100');
    for (const one of customers.slice(0, 100)) if (one.monetary !== null) one.monetary += 400;
    const ahead = (await server.client.get<RfmPreview>(`/api/v1/rfm-models/${model.id}/preview`)).body;
    const { rows: before } = await server.database.query('SELECT FROM customers WHERE next_review_at IS NOT NULL');
    expect(before).toEqual([]);

    const client = await server.database.pool.connect();
    await server.app.get(RfmCutPoints, { strict: false }).recomputeAll(client);
    client.release();
    const [after] = (await server.client.get<RfmModel[]>('/api/v1/rfm-models')).body;
    expect(after.current).toEqual(ahead.current);
    expect(after.current).not.toEqual(model.current);
    const { rows } = await server.database.query<{ id: string }>(
      'SELECT id::text AS id FROM customers WHERE next_review_at <= now() ORDER BY customers.id',
    );
    const moved = customers.filter((one) =>
      (['recency', 'frequency', 'monetary'] as const).some(
        (part) => rfmValue(part, one, model.current) !== rfmValue(part, one, after.current),
      ),
    );
    expect(rows.map(({ id }) => id)).toEqual(moved.map(({ id }) => id));
    expect(moved.length).toBeGreaterThan(0);
    model = after;
  });

  it('changes its method with its cut points, never its key', async () => {
    const path = `/api/v1/rfm-models/${model.id}`;
    const cuts = { method: 'fixed', recency: 10, frequency: 2, monetary: 100 };
    const { body } = await server.client.patch<RfmModel>(path, { name: { 'zh-CN': '改名' }, cuts });
    expect(body).toMatchObject({
      key: 'main',
      name: { 'zh-CN': '改名' },
      current: { recency: 10, frequency: 2, monetary: 100 },
    });
    expect((await server.client.patch(path, { key: 'other' })).status).toBe(400);
    expect((await server.client.post<RfmModel>(`${path}/recompute`)).body.current).toEqual(body.current);
  });

  it('stays while a flow reads it, and its metrics stay while it is there', async () => {
    expect(await server.client.delete(`/api/v1/rfm-models/${model.id}`)).toMatchObject({
      status: 409,
      body: { error: { code: 'rfm_model_in_use', params: { flows: ['读模型'] } } },
    });
    expect(await server.client.delete('/api/v1/metrics/2')).toMatchObject({
      status: 409,
      body: { error: { code: 'metric_in_use', params: { models: ['改名'] } } },
    });
    await server.database.query('DELETE FROM flows');
    expect((await server.client.delete(`/api/v1/rfm-models/${model.id}`)).status).toBe(204);
    expect((await server.client.delete('/api/v1/metrics/2')).status).toBe(204);
    expect((await server.client.delete(`/api/v1/rfm-models/${model.id}`)).status).toBe(404);
  });
});
