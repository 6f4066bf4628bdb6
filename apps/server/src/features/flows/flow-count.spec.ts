import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CountResponse, CustomerListItem, CustomerSearchResponse, Flow, FlowNode } from '@tagloom/contracts';
import { compileFlow, evaluatePlan, localDay } from '@tagloom/rule-engine';
import { CatalogService } from '../catalog/catalog.service.js';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { generator, seedCustomers } from '../../testing/seed-customers.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

const timeZone = 'Asia/Shanghai';

describe('live counts', () => {
  let test: TestApp;
  let customers: CustomerListItem[];

  beforeAll(async () => {
    test = await createTestApp({ role: { api: true, worker: false } });
    await seedCustomers(test.database.pool, 150, localDay({ now: new Date(), timeZone }));
    const found = await test.client.post<CustomerSearchResponse>('/api/v1/customers/search', { page: { size: 200 } });
    customers = found.body.items;
  });
  afterAll(() => test.close());

  const count = (flow: Flow) => test.client.post<CountResponse>('/api/v1/flows/count', { flow });

  const factsOf = ({ profile, metrics, tags }: CustomerListItem) => ({
    ...Object.fromEntries(Object.entries(profile).map(([key, value]) => [`profile.${key}`, value ?? undefined])),
    ...Object.fromEntries(Object.entries(metrics).map(([key, value]) => [`metric.${key}`, value])),
    'tag.vip': tags.some(({ key }) => key === 'vip'),
  });

  const LEAVES = [
    { fact: 'profile.city', operator: 'equal', value: '上海' },
    { fact: 'profile.city', operator: 'notEqual', value: '上海' },
    { fact: 'profile.city', operator: 'in', value: ['北京', '杭州'] },
    { fact: 'profile.name', operator: 'isUnknown' },
    { fact: 'profile.birthday', operator: 'before', value: '1985-01-01' },
    { fact: 'metric.orders', operator: 'greaterThanInclusive', value: 4 },
    { fact: 'metric.orders', operator: 'between', value: [2, 8] },
    { fact: 'metric.last_order', operator: 'lessThan', value: 60 },
    { fact: 'tag.vip', operator: 'equal', value: true },
    { fact: 'tag.vip', operator: 'equal', value: false },
  ];

  /** Two to five random comparisons below a random gate or score, and one more behind it. */
  function randomFlow(random: (below: number) => number): Flow {
    const leaves = Array.from({ length: 2 + random(4) }, () => LEAVES[random(LEAVES.length)]);
    const flow = drawFlow('随机', leaves, [addTag('vip')]);
    const data = [{ gate: 'all' }, { gate: 'any' }, { gate: 'atLeast', k: 2 }][random(3)];
    const joint = { id: 'gate', position: { x: 0, y: 0 } };
    const score = {
      ...joint,
      kind: 'score',
      data: { threshold: 10 * random(11), weights: { c0: 1 + random(5) } },
    } as FlowNode;
    const gate = random(4) === 0 ? score : ({ ...joint, kind: 'gate', data } as FlowNode);
    return { ...flow, nodes: flow.nodes.map((node) => (node.id === 'gate' ? gate : node)) };
  }

  it('equals evaluating every customer with the compiled plan', async () => {
    const { catalog } = await test.app.get(CatalogService, { strict: false }).current();
    const random = generator(7);
    const seen = new Set<number | null>();
    for (let round = 0; round < 60; round++) {
      const flow = randomFlow(random);
      const plan = compileFlow(flow, catalog);
      const matching = customers.filter(
        (customer) => evaluatePlan(plan, factsOf(customer), { now: new Date(), timeZone }).actions.length > 0,
      );
      const { status, body } = await count(flow);
      expect([status, body.total, body.matching, body.nodes.a0]).toEqual([200, 150, matching.length, matching.length]);
      seen.add(body.matching);
    }
    expect(seen.size).toBeGreaterThan(20);
  });

  it('counts node by node what is drawn so far, before there is an action', async () => {
    const { nodes, edges } = drawFlow('半成品', [LEAVES[0], LEAVES[8]], []);
    const { body } = await count({ name: '半成品', nodes, edges });
    const shanghai = customers.filter(({ profile }) => profile.city === '上海');
    const both = shanghai.filter(({ tags }) => tags.length > 0);
    expect(body.nodes).toMatchObject({ start: 150, c0: shanghai.length, gate: both.length });
    expect(body.matching).toBe(both.length);
  });

  it('gives null where a node, or one before it, cannot be counted, and numbers elsewhere', async () => {
    const { body } = await count(drawFlow('草稿', [LEAVES[0], { fact: '', operator: '' }], [addTag('vip')]));
    expect(body.nodes).toMatchObject({ c0: expect.any(Number), c1: null, gate: null, a0: null });
    expect(body.matching).toBeNull();
  });

  it('gives null for facts of events and for loops', async () => {
    await test.database.pool.query(
      `INSERT INTO event_types (name, label, properties) VALUES ('order_paid', '{"zh-CN":"下单"}', '[{"name":"amount","type":"number"}]')`,
    );
    await test.app.get(CatalogService, { strict: false }).refresh();
    const flow = drawFlow('事件', [{ fact: 'event.amount', operator: 'greaterThan', value: 10 }], [addTag('vip')]);
    flow.nodes[0] = { ...flow.nodes[0], data: { on: 'event', eventTypes: ['order_paid'] } } as FlowNode;
    expect((await count(flow)).body).toMatchObject({ matching: null, nodes: { c0: null, gate: null, start: 150 } });
    const loop = drawFlow('环', [LEAVES[0]], [addTag('vip')]);
    loop.edges.push({ id: 'back', source: 'gate', target: 'c0' });
    const looped = await count(loop);
    expect([looped.status, looped.body.matching, looped.body.nodes.gate]).toEqual([200, null, null]);
  });

  it('counts a bare condition', async () => {
    const { body } = await test.client.post<CountResponse>('/api/v1/flows/count', { condition: LEAVES[0] });
    expect(body).toMatchObject({
      total: 150,
      matching: customers.filter(({ profile }) => profile.city === '上海').length,
    });
  });
});
