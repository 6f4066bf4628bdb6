import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CountResponse } from '@tagloom/contracts';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { seedCustomers } from '../../testing/seed-customers.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

const CUSTOMERS = 120_000;
const flow = drawFlow(
  '上海男士',
  [
    { fact: 'profile.city', operator: 'equal', value: '上海' },
    { fact: 'profile.gender', operator: 'equal', value: 'male' },
  ],
  [addTag('vip')],
);

describe('a sampled funnel', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp({ role: { api: true, worker: false } });
    await seedCustomers(test.database.pool, 10, 20_000);
  });
  afterAll(() => test.close());

  const count = async (sample: boolean) =>
    (await test.client.post<CountResponse>('/api/v1/flows/count', { flow, ...(sample && { sample }) })).body;

  it('is exact in a small population, and says so', async () => {
    const { at: _at, ...exact } = await count(false);
    const nodes = Object.fromEntries(Object.keys(exact.nodes).map((id) => [id, 0]));
    expect(await count(true)).toMatchObject({ ...exact, sampled: false, margins: { matching: 0, nodes } });
    expect(exact).not.toHaveProperty('sampled');
  });

  it('is within its margins in a large one, node by node', async () => {
    // those who came first are from other places than the rest: neighbours are alike
    await test.database.pool.query(
      `INSERT INTO customers (p_city, p_gender) SELECT CASE WHEN n % 100 < 10 + 50 * (n % 9000 < 3000)::int THEN '上海' ELSE '北京' END,
         CASE n % 3 WHEN 0 THEN 'male' ELSE 'female' END FROM generate_series(1, ${CUSTOMERS}) n`,
    );
    await test.database.pool.query('VACUUM ANALYZE customers');
    const [exact, sampled] = [await count(false), await count(true)];
    expect(sampled.sampled).toBe(true);
    expect(Math.abs(sampled.total - exact.total)).toBeLessThan(exact.total / 100);
    expect(sampled.margins?.nodes.start).toBe(0);
    for (const node of ['c0', 'c1', 'gate', 'a0']) {
      const [is, about, margin] = [exact.nodes[node], sampled.nodes[node], sampled.margins?.nodes[node]] as number[];
      expect(margin).toBeGreaterThan(0);
      expect({ node, off: Math.abs(is - about) <= 1.5 * margin }).toEqual({ node, off: true });
      expect(margin).toBeLessThan(0.2 * is);
    }
    expect(sampled.margins?.matching).toBe(sampled.margins?.nodes.a0);
  });
});
