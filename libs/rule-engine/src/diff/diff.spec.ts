import { describe, expect, it } from '@jest/globals';
import type { Flow, FlowNode } from '@tagloom/contracts';
import { describe as say } from '../describe/describe.js';
import { catalog } from '../testing/catalog.js';
import { addVip, graphOf, node } from '../testing/flows.js';
import { diffFlows } from './diff-flows.js';
import { diffSentences } from './diff-sentences.js';

const orders = (value: number, id = 'c') =>
  node(id, 'condition', { fact: 'metric.orders_90d', operator: 'greaterThanInclusive', value });
const city = node('city', 'condition', { fact: 'profile.city', operator: 'equal', value: '上海' });
const start = node('start', 'trigger', { on: 'change' });
const act = node('act', 'action', addVip);
const base = graphOf([start, orders(3), act], 'start>c', 'c>act');
const texts = (before: Flow, after: Flow) => diffFlows(before, after, catalog).map(({ text }) => text);
const kinds = (before: Flow, after: Flow) =>
  diffFlows(before, after, catalog).map(({ subject, change, nodeIds }) => [subject, change, nodeIds]);

describe('what makes one drawing another', () => {
  it('is nothing when a node was only moved, or keys come in another order', () => {
    const moved = { ...base, nodes: base.nodes.map((one) => ({ ...one, position: { x: 9, y: 9 } }) as FlowNode) };
    const { fact, operator, value } = orders(3).data as { fact: string; operator: string; value: number };
    const reordered = graphOf([start, node('c', 'condition', { value, operator, fact }), act], 'start>c', 'c>act');
    expect(diffFlows(base, moved, catalog)).toEqual([]);
    expect(diffFlows(base, reordered, catalog)).toEqual([]);
  });

  it('says a changed condition with both of its values, in both languages', () => {
    expect(diffFlows(base, graphOf([start, orders(5), act], 'start>c', 'c>act'), catalog)).toEqual([
      {
        subject: 'node',
        change: 'changed',
        nodeIds: ['c'],
        text: {
          'zh-CN': '条件由 近 90 天订单数至少 3 笔 改为 近 90 天订单数至少 5 笔',
          en: 'Changed the condition from Orders in 90 days is at least 3 orders to Orders in 90 days is at least 5 orders',
        },
      },
    ]);
  });

  it('says what was added and how it is connected', () => {
    const after = graphOf([start, orders(3), city, act], 'start>c', 'c>city', 'city>act');
    expect(kinds(base, after)).toEqual([
      ['node', 'added', ['city']],
      ['edge', 'added', ['c', 'city']],
      ['edge', 'added', ['city', 'act']],
      ['edge', 'removed', ['c', 'act']],
    ]);
    expect(texts(base, after).map((text) => text['zh-CN'])).toEqual([
      '新增条件：城市是「上海」',
      '新增连线：条件「近 90 天订单数」 → 条件「城市」',
      '新增连线：条件「城市」 → 动作「打标签」',
      '删除连线：条件「近 90 天订单数」 → 动作「打标签」',
    ]);
    expect(texts(after, base)[0]).toEqual({
      'zh-CN': '删除条件：城市是「上海」',
      en: 'Removed the condition: City is “上海”',
    });
  });

  it('matches nodes of other ids by what they say, connections and weights included', () => {
    const score = (input: string) => node('s', 'score', { threshold: 60, weights: { [input]: 2 } });
    const one = graphOf([start, orders(3), score('c'), act], 'start>c', 'c>s', 's>act');
    const other = graphOf([start, orders(3, 'other'), score('other'), act], 'start>other', 'other>s', 's>act');
    expect(diffFlows(one, other, catalog)).toEqual([]);
    const heavier = graphOf(
      [start, orders(3, 'other'), node('s', 'score', { threshold: 60, weights: { other: 4 } }), act],
      'start>other',
      'other>s',
      's>act',
    );
    expect(texts(one, heavier).map((text) => text['zh-CN'])).toEqual([
      '评分由 加权得分达到 60%，权重：条件「近 90 天订单数」为 2 改为 加权得分达到 60%，权重：条件「近 90 天订单数」为 4',
    ]);
  });

  it('takes a node of another kind with the same id for another node', () => {
    const gate = node('c', 'gate', { gate: 'all' });
    expect(kinds(base, graphOf([start, gate, act], 'start>c', 'c>act')).slice(0, 2)).toEqual([
      ['node', 'added', ['c']],
      ['node', 'removed', ['c']],
    ]);
  });

  it('says settings, and takes the absent zone for the organisation’s', () => {
    const after: Flow = {
      ...base,
      name: '新名字',
      timeZone: 'customer',
      audience: { include: ['vip'], exclude: ['new_mum'] },
    };
    expect(texts(base, after)).toEqual([
      { 'zh-CN': '规则名称由 “测试流程” 改为 “新名字”', en: 'Changed the name from “测试流程” to “新名字”' },
      {
        'zh-CN': '日期所用时区由 组织所在时区 改为 客户所在时区',
        en: 'Changed the time zone of its days from the organisation’s to each customer’s own',
      },
      {
        'zh-CN': '适用客户由 所有客户 改为 有标签「高价值」、且没有标签「新手妈妈」',
        en: 'Changed the audience from everyone to those who have “VIP” and those who do not have “New mum”',
      },
    ]);
    expect(diffFlows(base, { ...base, timeZone: 'organisation', audience: { include: [] } }, catalog)).toEqual([]);
  });

  it('names a change of details that the words leave out', () => {
    const material = (text: string) =>
      node('act', 'action', { action: 'sendMaterial', title: '目录', text, membership: 'once' });
    const [difference] = diffFlows(
      graphOf([start, material('旧')], 'start>act'),
      graphOf([start, material('新')], 'start>act'),
      catalog,
    );
    expect(difference!.text['zh-CN']).toBe('修改了动作的细节：给客户发送「目录」（每位客户仅一次）');
  });
});

describe('the two sentences as one', () => {
  const after = graphOf(
    [start, orders(5), node('act', 'action', { ...addVip, tag: 'new_mum' } as never)],
    'start>c',
    'c>act',
  );

  it.each(['zh-CN', 'en'] as const)('read as either of them in %s', (locale) => {
    const parts = diffSentences(base, after, locale, catalog);
    const without = (change: string) =>
      parts
        .filter((part) => part.change !== change)
        .map(({ text }) => text)
        .join('');
    expect(without('added')).toBe(say(base, locale, catalog));
    expect(without('removed')).toBe(say(after, locale, catalog));
  });

  it('mark values and tags as a whole', () => {
    expect(diffSentences(base, after, 'zh-CN', catalog).filter(({ change }) => change !== 'kept')).toEqual([
      { change: 'removed', text: '3 笔' },
      { change: 'added', text: '5 笔' },
      { change: 'removed', text: '「高价值」' },
      { change: 'added', text: '「新手妈妈」' },
    ]);
  });

  it('keep everything of a flow that stays', () => {
    expect(diffSentences(base, base, 'en', catalog)).toEqual([{ change: 'kept', text: say(base, 'en', catalog) }]);
  });
});
