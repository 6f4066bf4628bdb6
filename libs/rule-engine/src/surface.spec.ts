import { describe, expect, it } from '@jest/globals';
import type { Condition, Flow } from '@tagloom/contracts';
import {
  canConnect,
  conditionToSql,
  createAuthority,
  describe as say,
  describeParts,
  explain,
  flowCondition,
  FlowError,
  flowReads,
  flowWrites,
  flowWritesFields,
  layoutFlow,
  NODE_SIZE,
  operatorsFor,
  sortFlows,
} from './index.js';
import { catalog } from './testing/catalog.js';
import { addVip, flowOf, graphOf, node } from './testing/flows.js';

const moment = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai' };
const orders: Condition = { fact: 'metric.orders_90d', operator: 'greaterThanInclusive', value: 3 };
const city: Condition = { fact: 'profile.city', operator: 'equal', value: '北京' };

describe('describe', () => {
  const action = { action: 'addTag', tag: 'new_mum', membership: 'while' } as const;
  const flow = flowOf({ all: [orders, city] }, action, { on: 'event', eventTypes: ['link_clicked'] });

  it('says a flow as one plain sentence in each language', () => {
    expect(say(flow, 'zh-CN', catalog)).toBe(
      '当点击链接时，若近 90 天订单数至少 3 笔，且城市是「北京」，就打上「新手妈妈」；条件不再成立时移除。',
    );
    expect(say(flow, 'en', catalog)).toBe(
      'On “Link clicked”, if Orders in 90 days is at least 3 orders and City is “北京”, add “New mum”; remove it when the condition no longer holds.',
    );
  });

  it('marks the values and the tags', () => {
    expect(describeParts(flow, 'zh-CN', catalog).filter(({ kind }) => kind !== 'plain')).toEqual([
      { text: '3 笔', kind: 'value' },
      { text: '「北京」', kind: 'value' },
      { text: '「新手妈妈」', kind: 'tag' },
    ]);
  });

  it('puts brackets where gates are nested', () => {
    expect(say({ any: [{ all: [orders, city] }, { not: city }] }, 'zh-CN', catalog)).toBe(
      '（近 90 天订单数至少 3 笔，且城市是「北京」），或并非（城市是「北京」）',
    );
  });
});

describe('explain', () => {
  it('shows unknown apart from no, with the values compared', async () => {
    const explanation = await explain(flowOf({ all: [orders, city] }), { 'metric.orders_90d': 2 }, moment, catalog);
    expect(explanation.nodes).toEqual({
      'trigger-1': 'yes',
      'condition-2': 'no',
      'condition-3': 'unknown',
      'gate-4': 'no',
      'action-5': 'no',
    });
    const open = await explain(flowOf({ all: [orders, city] }), { 'metric.orders_90d': 4 }, moment);
    expect(open.nodes['gate-4']).toBe('unknown');
    expect(open.nearestFlips).toMatchObject([{ fact: 'profile.city', actual: null, needed: '北京' }]);
  });

  it('does not mix runs that go on at the same time', async () => {
    const authority = createAuthority(
      flowOf({ atLeast: { k: 1, of: [{ fact: 'profile.birthday', operator: 'inLastDays', value: 0 }, orders] } }),
      catalog,
    );
    const days = Array.from({ length: 40 }, (_, at) => at);
    const runs = await Promise.all(
      days.map((day) =>
        authority.run(
          { 'profile.birthday': '2026-11-22' },
          { ...moment, now: new Date(moment.now.getTime() + day * 86_400_000) },
        ),
      ),
    );
    expect(runs.map(({ actions }) => actions.length)).toEqual(days.map((day) => (day === 0 ? 1 : 0)));
  });
});

describe('canConnect', () => {
  const nodes = [
    node('t', 'trigger', { on: 'change' }),
    node('a', 'condition', { fact: 'profile.city', operator: 'isKnown' }),
    node('g', 'gate', { gate: 'not' }),
    node('x', 'action', addVip),
  ];
  const flow = graphOf(nodes, 't>a', 'a>g');
  const [t, a, g, x] = nodes as [Flow['nodes'][0], Flow['nodes'][0], Flow['nodes'][0], Flow['nodes'][0]];
  it('accepts what fits', () => {
    expect(canConnect(g, x, flow)).toEqual({ ok: true });
    expect(canConnect(t, x, flow)).toEqual({ ok: true });
  });
  it.each([
    ['a trigger into a gate', t, g, 'wrong_port'],
    ['anything into a trigger', a, t, 'wrong_port'],
    ['anything after an action', x, a, 'wrong_port'],
    ['the same link twice', a, g, 'wrong_port'],
    ['a node into itself', a, a, 'loop'],
    ['a loop', g, a, 'loop'],
  ])('refuses %s and says why', (_, source, target, code) => {
    const answer = canConnect(source, target, flow);
    expect(answer).toMatchObject({ ok: false, code });
    expect(answer.ok || (answer.message['zh-CN'] && answer.message.en)).toBeTruthy();
  });
  it('refuses a second input where one is taken', () => {
    const other = node('b', 'condition', { fact: 'profile.city', operator: 'isKnown' });
    expect(canConnect(other, g, { ...flow, nodes: [...nodes, other] })).toMatchObject({
      ok: false,
      code: 'too_many_inputs',
    });
  });
});

describe('flows that read each other’s tags', () => {
  const flow = (name: string, reads: string, writes: string): Flow => ({
    ...flowOf(
      { fact: `tag.${reads}`, operator: 'equal', value: true },
      { action: 'addTag', tag: writes, membership: 'while' },
    ),
    name,
  });
  it('are sorted so that writers go first', () => {
    expect(sortFlows([flow('C', 'b', 'c'), flow('A', 'z', 'a'), flow('B', 'a', 'b')]).map(({ name }) => name)).toEqual([
      'A',
      'B',
      'C',
    ]);
  });
  it('are refused when they wait for each other, with the way around', () => {
    const attempt = () => sortFlows([flow('甲', 'b', 'a'), flow('乙', 'a', 'b')]);
    expect(attempt).toThrow(FlowError);
    expect(attempt).toThrow('“甲” → “乙” → “甲”');
  });
  it('are refused when a field closes the loop, and the problem carries the path', () => {
    const setter: Flow = {
      ...flowOf(
        { fact: 'tag.vip', operator: 'equal', value: true },
        { action: 'setField', field: 'city', value: '上海', membership: 'once' },
      ),
      name: '甲',
    };
    const reader: Flow = { ...flowOf(city, addVip), name: '乙' };
    const refused = (() => {
      try {
        return sortFlows([setter, reader]);
      } catch (error) {
        return (error as FlowError).problems;
      }
    })();
    expect(refused).toMatchObject([{ code: 'loop', params: { path: ['甲', '乙', '甲'] } }]);
    expect(sortFlows([reader, { ...setter, name: '丙', audience: { include: ['level'] }, nodes: [] }]).length).toBe(2);
  });
  it('wait for the tags of their audience too', () => {
    const writer = { ...flowOf(orders, addVip), name: 'W' };
    const audience = {
      ...flowOf(orders, { action: 'addTag', tag: 'new_mum', membership: 'while' }),
      name: 'R',
      audience: { exclude: ['vip'] },
    };
    expect(sortFlows([audience, writer]).map(({ name }) => name)).toEqual(['W', 'R']);
  });
  it('write what they claim and set, not what they suggest', () => {
    const proposing = flowOf(orders, { action: 'propose', tag: 'vip', membership: 'once' });
    expect([flowWrites(proposing), flowWritesFields(proposing)]).toEqual([[], []]);
    const setting = flowOf(orders, { action: 'setField', field: 'city', value: '上海', membership: 'once' });
    expect([flowWrites(setting), flowWritesFields(setting)]).toEqual([[], ['city']]);
  });
  it('say what they read and write', () => {
    expect(flowReads(flow('A', 'vip', 'level'))).toEqual(['tag.vip']);
    expect(flowWrites(flow('A', 'vip', 'level'))).toEqual(['level']);
  });
});

describe('layoutFlow', () => {
  it('puts no card over another, and every target below its source', () => {
    const many = (n: number): Condition => ({
      atLeast: {
        k: 1,
        of: Array.from({ length: n }, () => ({
          score: {
            threshold: 60,
            of: [
              { weight: 1, condition: orders },
              { weight: 1, condition: { not: city } },
            ],
          },
        })),
      },
    });
    const { nodes, edges } = layoutFlow(flowOf({ all: [many(3), city, { any: [orders, many(2)] }] }));
    const box = (item: Flow['nodes'][0]) => ({ ...item.position, ...NODE_SIZE[item.kind] });
    for (const a of nodes.map(box))
      for (const b of nodes.map(box)) {
        if (a.x === b.x && a.y === b.y) continue;
        expect(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(
          true,
        );
      }
    expect(new Set(nodes.map(({ position }) => `${position.x} ${position.y}`)).size).toBe(nodes.length);
    const at = new Map(nodes.map((item) => [item.id, item.position.y]));
    for (const { source, target } of edges) expect(at.get(target)!).toBeGreaterThan(at.get(source)!);
  });
});

describe('flowCondition', () => {
  it('is the condition and everything above it', () => {
    const flow = graphOf(
      [
        node('t', 'trigger', { on: 'change' }),
        node('a', 'condition', { fact: 'profile.city', operator: 'isKnown' }),
        node('b', 'condition', { fact: 'tag.vip', operator: 'equal', value: true }),
        node('x', 'action', addVip),
      ],
      't>a',
      'a>b',
      'b>x',
    );
    expect(flowCondition(flow, 'b')).toEqual({
      all: [
        { id: 'a', fact: 'profile.city', operator: 'isKnown' },
        { id: 'b', fact: 'tag.vip', operator: 'equal', value: true },
      ],
    });
    expect(flowCondition(flow, 't')).toEqual({ all: [] });
  });
});

describe('conditionToSql', () => {
  it('binds values from the given number on and counts NULL as false', () => {
    expect(conditionToSql({ not: city }, catalog, moment, { alias: 'x', startIndex: 3 })).toEqual({
      sql: 'NOT coalesce((x."p_city" = $3::text), FALSE)',
      params: ['北京'],
      patterns: new Set(),
    });
  });
  it('refuses what only an event or a running rule knows', () => {
    expect(() => conditionToSql({ fact: 'event.amount', operator: 'equal', value: 1 }, catalog, moment)).toThrow(
      FlowError,
    );
    expect(() => conditionToSql({ fact: 'profile.city', operator: 'matches', value: '\\b' }, catalog, moment)).toThrow(
      FlowError,
    );
  });
});

it('offers for each type the operators that suit it', () => {
  expect(operatorsFor('boolean').map(({ name }) => name)).toEqual(['equal', 'notEqual', 'isKnown', 'isUnknown']);
  expect(operatorsFor('set').map(({ name }) => name)).toEqual([
    'contains',
    'doesNotContain',
    'containsAny',
    'containsAll',
    'isKnown',
    'isUnknown',
  ]);
});
