import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AnalyseResponse, Flow, FlowDetail } from '@tagloom/contracts';
import { localDay } from '@tagloom/rule-engine';
import { addTag, drawFlow } from '../../testing/draw-flow.js';
import { seedCustomers, type Seed } from '../../testing/seed-customers.js';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

const orders = (operator: string, value: number) => ({ fact: 'metric.orders', operator, value });
const shanghai = { fact: 'profile.city', operator: 'equal', value: '上海' };
const removeVip = { action: 'removeTag', tag: 'vip', membership: 'while' } as const;

describe('the analysis of a draft', () => {
  let test: TestApp;
  let seed: Seed;

  beforeAll(async () => {
    test = await createTestApp({ role: { api: true, worker: false } });
    seed = await seedCustomers(test.database.pool, 150, localDay({ now: new Date(), timeZone: 'Asia/Shanghai' }));
  });
  afterAll(() => test.close());

  const analyse = async (flow: Flow, flowId?: string) => {
    const { status, body } = await test.client.post<AnalyseResponse>('/api/v1/flows/analyse', { flow, flowId });
    expect(status).toBe(200);
    return body.problems;
  };
  const publish = async (flow: Flow): Promise<string> => {
    const { id, revision } = (await test.client.post<FlowDetail>('/api/v1/flows', { flow })).body;
    const { status } = await test.client.post(`/api/v1/flows/${id}/publish`, { apply: 'new_events', revision });
    expect(status).toBe(200);
    return id;
  };

  it('finds what publishing would not refuse, without writing anything', async () => {
    const problems = await analyse(
      drawFlow('矛盾', [orders('greaterThan', 5), orders('lessThan', 3)], [addTag('vip')]),
    );
    expect(problems).toMatchObject([
      { code: 'contradiction', severity: 'warning', nodeIds: ['c0', 'c1'] },
      { code: 'unreachable', severity: 'warning', nodeIds: ['a0'] },
    ]);
    expect((await test.database.pool.query('SELECT 1 FROM flows')).rowCount).toBe(0);
  });

  it('takes a draft that is not finished', async () => {
    const problems = await analyse(drawFlow('未完成', [{ fact: '', operator: '' }], [addTag('vip')]));
    expect(problems.map(({ code }) => code)).toEqual(['incomplete']);
  });

  describe('beside published flows', () => {
    let published: string;
    beforeAll(async () => {
      published = await publish(drawFlow('大客户', [orders('greaterThanInclusive', 6)], [addTag('vip')]));
    });
    const flow = () => ({ id: published, name: '大客户' });

    it('names the flow that removes what this one adds, and a customer who meets both', async () => {
      const [problem, ...others] = await analyse(drawFlow('移除', [shanghai], [removeVip]));
      expect(others).toEqual([]);
      expect(problem).toMatchObject({ code: 'conflict', nodeIds: ['a0'], params: { flow: flow() } });
      expect(problem).not.toHaveProperty('example.all');
      const example = seed.customers.find(({ city, orders }) => city === '上海' && orders !== null && orders >= 6);
      expect(problem.example).toEqual({ customerId: example!.id, name: example!.name });
    });

    it('gives no example where nobody is one', async () => {
      const [problem] = await analyse(drawFlow('移除', [orders('greaterThan', 1000)], [removeVip]));
      expect(problem).toMatchObject({ code: 'conflict', params: { flow: flow() } });
      expect(problem).not.toHaveProperty('example');
    });

    it('says nothing of flows for other customers, nor of the published version of the draft itself', async () => {
      expect(await analyse(drawFlow('移除', [orders('lessThan', 6)], [removeVip]))).toEqual([]);
      const again = drawFlow('大客户', [orders('greaterThanInclusive', 6)], [addTag('vip')]);
      expect(await analyse(again, published)).toEqual([]);
      expect(await analyse(again)).toMatchObject([{ code: 'duplicate', params: { flow: flow() } }]);
    });

    it('finds a loop before publishing refuses it', async () => {
      const isVip = { fact: 'tag.vip', operator: 'equal', value: true };
      await publish(drawFlow('潜力', [isVip], [addTag('potential')]));
      const isPotential = { fact: 'tag.potential', operator: 'equal', value: true };
      const problems = await analyse(drawFlow('回头', [isPotential], [addTag('vip')]));
      const loop = problems.filter(({ code }) => code === 'loop');
      expect(loop).toMatchObject([{ severity: 'error', nodeIds: ['c0'] }]);
      expect(new Set(loop[0].params?.path)).toEqual(new Set(['潜力', '回头']));
    });
  });

  describe('of flows that read their event', () => {
    const onOrder = (flow: Flow): Flow => ({
      ...flow,
      nodes: flow.nodes.map((node) =>
        node.id === 'start' ? { ...node, data: { on: 'event', eventTypes: ['order_paid'] } } : node,
      ) as Flow['nodes'],
    });
    const big = { fact: 'event.amount', operator: 'greaterThan', value: 100 };
    beforeAll(async () => {
      const event = {
        ...{ id: 'e1', source: 'test', type: 'order_paid', occurredAt: new Date().toISOString() },
        customer: { channel: 'test', externalId: 'somebody' },
        properties: { amount: 5 },
      };
      const { status } = await test.client.post('/api/v1/events', { events: [event] });
      expect(status).toBe(202);
      await publish(onOrder(drawFlow('大单', [big], [addTag('active')])));
    });

    it('names a customer and the event that would make the finding true of them', async () => {
      const remove = { action: 'removeTag', tag: 'active', membership: 'while' } as const;
      const problems = await analyse(drawFlow('退出', [shanghai], [remove]));
      const conflict = problems.find(({ code }) => code === 'conflict')!;
      const example = seed.customers.find(({ city }) => city === '上海')!;
      expect(conflict.example).toEqual({
        customerId: example.id,
        name: example.name,
        event: {
          type: 'order_paid',
          label: expect.objectContaining({ 'zh-CN': expect.any(String) }),
          properties: [{ fact: 'event.amount', label: expect.anything(), value: 200 }],
        },
      });
      expect(conflict).not.toHaveProperty('events');
    });

    it('gives no example where no customer would be one, whatever the event', async () => {
      const remove = { action: 'removeTag', tag: 'active', membership: 'while' } as const;
      const [problem] = await analyse(drawFlow('退出', [orders('greaterThan', 1000)], [remove]));
      expect(problem).toMatchObject({ code: 'conflict' });
      expect(problem).not.toHaveProperty('example');
    });

    it('warns of actions that wait in vain for time to pass', async () => {
      const flow = onOrder(drawFlow('两件事', [big], [addTag('grade_a')]));
      const position = { x: 0, y: 0 };
      const mixed: Flow = {
        ...flow,
        nodes: [
          ...flow.nodes.filter(({ id }) => id !== 'a0'),
          { id: 'told', kind: 'action', position, data: addTag('active') },
          { id: 'many', kind: 'condition', position, data: orders('greaterThan', 3) },
          { id: 'tag', kind: 'action', position, data: addTag('potential') },
        ],
        edges: [
          ...flow.edges.filter(({ target }) => target !== 'a0'),
          ...['gate>told', 'start>many', 'many>tag'].map((id) => {
            const [source, target] = id.split('>');
            return { id, source, target };
          }),
        ],
      };
      const problems = await analyse(mixed);
      expect(problems.filter(({ code }) => code === 'event_bound')).toMatchObject([
        { severity: 'warning', nodeIds: ['tag', 'c0'] },
      ]);
    });
  });

  it('refuses what is no flow', async () => {
    const { status, body } = await test.client.post<{ error: { code: string } }>('/api/v1/flows/analyse', { flow: [] });
    expect([status, body.error.code]).toEqual([400, 'validation_failed']);
  });
});
