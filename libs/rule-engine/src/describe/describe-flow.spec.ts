import { describe, expect, it } from '@jest/globals';
import type { ActionData, Condition, Flow } from '@tagloom/contracts';
import { catalog } from '../testing/catalog.js';
import { flowOf } from '../testing/flows.js';
import { describe as say, describeParts } from './describe.js';

const orders: Condition = { fact: 'metric.orders_90d', operator: 'greaterThanInclusive', value: 3 };
const days = (amount: number) => ({ amount, unit: 'day' }) as const;
const vip = (over: object = {}): ActionData => ({ action: 'addTag', tag: 'vip', membership: 'while', ...over });
const of = (action: ActionData, condition: Condition = orders) => flowOf(condition, action);
const eased = (flow: Flow, data: object): Flow => ({
  ...flow,
  nodes: flow.nodes.map((node) =>
    node.kind === 'score' || node.kind === 'condition' ? ({ ...node, data: { ...node.data, ...data } } as never) : node,
  ),
});
const both = (one: ActionData, other: ActionData): Flow => {
  const flow = flowOf(orders, one);
  const [condition, action] = [flow.nodes[1]!, flow.nodes[2]!];
  return {
    ...flow,
    nodes: [...flow.nodes, { ...action, id: 'other', data: other } as typeof action],
    edges: [...flow.edges, { id: 'to-other', source: condition.id, target: 'other' }],
  };
};

const WHEN = [
  '当客户的资料、行为或标签变化时，若近 90 天订单数至少 3 笔，就',
  'On any change of the customer’s profile, behaviour or tags, if Orders in 90 days is at least 3 orders, ',
];
const LEAVES = ['；条件不再成立时移除。', '; remove it when the condition no longer holds.'];

describe('what an action does, and how it ends', () => {
  it.each<[string, Flow, string, string]>([
    ['while', of(vip()), `打上「高价值」${LEAVES[0]}`, `add “VIP”${LEAVES[1]}`],
    [
      'while, held',
      of(vip({ hold: days(7) })),
      '打上「高价值」；条件不再成立时移除，但至少保留 7 天。',
      'add “VIP”; remove it when the condition no longer holds, but keep it for at least 7 days.',
    ],
    ['once', of(vip({ membership: 'once' })), '打上「高价值」（仅首次）。', 'add “VIP” (the first time only).'],
    [
      'once, for a time',
      of(vip({ membership: 'once', validFor: { amount: 1, unit: 'month' } })),
      '打上「高价值」（仅首次，1 个月后失效）。',
      'add “VIP” (the first time only, for 1 month).',
    ],
    [
      'every time, for a time',
      of(vip({ membership: 'every', validFor: { amount: 12, unit: 'hour' } })),
      '打上「高价值」（每次都重新生效，12 小时后失效）。',
      'add “VIP” (anew every time, for 12 hours).',
    ],
    [
      'removed, held',
      of({ action: 'removeTag', tag: 'vip', membership: 'while', hold: { amount: 2, unit: 'week' } }),
      '移除「高价值」；条件不再成立时恢复，但至少等 2 周。',
      'remove “VIP”; give it back when the condition no longer holds, but not before 2 weeks have passed.',
    ],
    [
      'set',
      of({ action: 'setTag', tag: 'topics', value: ['护肤', '母婴'], membership: 'while' }),
      '把「关注话题」设为「护肤」、「母婴」；条件不再成立时清除。',
      'set “Topics” to “护肤”, “母婴”; clear it when the condition no longer holds.',
    ],
    [
      'proposed',
      of({ action: 'propose', tag: 'vip', membership: 'once' }),
      '请人确认后打上「高价值」（每位客户仅一次）。',
      'suggest adding “VIP”, for someone to accept (once per customer).',
    ],
    [
      'proposed with a value and a note',
      of({ action: 'propose', tag: 'level', value: '金', note: '消费稳定', membership: 'every' }),
      '请人确认后把「等级」设为「金」（说明：「消费稳定」）（每次）。',
      'suggest setting “Level” to “金”, for someone to accept (note: “消费稳定”) (every time).',
    ],
    [
      'a field',
      of({ action: 'setField', field: 'city', value: '上海', membership: 'once' }),
      '把资料「城市」改为「上海」（每位客户仅一次）。',
      'change the field “City” to “上海” (once per customer).',
    ],
    [
      'assigned to a person',
      of({ action: 'assign', to: { kind: 'user', id: '7' }, membership: 'once' }),
      '把客户分配给「张敏」（每位客户仅一次）。',
      'hand the customer to “张敏” (once per customer).',
    ],
    [
      'assigned to a department',
      of({ action: 'assign', to: { kind: 'department', id: '3' }, membership: 'every' }),
      '把客户分配给「客户成功」部门（每次）。',
      'hand the customer to the department “客户成功” (every time).',
    ],
    [
      'told to a role',
      of({ action: 'notify', to: { kind: 'role', role: 'agent' }, message: '请跟进', membership: 'every' }),
      '通知「客服」角色的同事：「请跟进」（每次）。',
      'tell everyone with the role “Agent”: “请跟进” (every time).',
    ],
    [
      'sent',
      of({ action: 'sendMaterial', title: '新品目录', text: '看看', membership: 'once' }),
      '给客户发送「新品目录」（每位客户仅一次）。',
      'send the customer “新品目录” (once per customer).',
    ],
    [
      'called',
      of({ action: 'webhook', endpoint: '5', membership: 'every' }),
      '调用接口「订单中心」（每次）。',
      'call the endpoint “订单中心” (every time).',
    ],
    [
      'imported',
      of({ action: 'emit', type: 'discount' }),
      '触发导入的动作「discount」。',
      'fire the imported action “discount”.',
    ],
    [
      'two that end differently',
      both(vip(), { action: 'webhook', endpoint: '5', membership: 'once' }),
      '打上「高价值」（条件不再成立时移除），并调用接口「订单中心」（每位客户仅一次）。',
      'add “VIP” (remove it when the condition no longer holds) and call the endpoint “订单中心” (once per customer).',
    ],
    [
      'two that end alike',
      both(vip(), vip({ tag: 'new_mum' })),
      '打上「高价值」，并打上「新手妈妈」；条件不再成立时移除。',
      'add “VIP” and add “New mum”; remove it when the condition no longer holds.',
    ],
  ])('%s', (_, flow, zh, en) => {
    expect(say(flow, 'zh-CN', catalog)).toBe(WHEN[0] + zh);
    expect(say(flow, 'en', catalog)).toBe(WHEN[1] + en);
  });
});

describe('what is set for a flow as a whole', () => {
  const settings = (over: Partial<Flow>): Flow => ({ ...of(vip()), ...over });
  it.each<[string, Flow, string, string]>([
    [
      'who has a tag',
      settings({ audience: { include: ['vip', 'level'] } }),
      '只适用于有标签「高价值」或「等级」的客户。',
      ' Only for customers who have “VIP” or “Level”.',
    ],
    [
      'who has one and not another',
      settings({ audience: { include: ['new_mum'], exclude: ['vip', 'points'] } }),
      '只适用于有标签「新手妈妈」、且没有标签「高价值」和「积分」的客户。',
      ' Only for customers who have “New mum” and who do not have “VIP” or “Points”.',
    ],
    ['no restriction', settings({ audience: { include: [] }, timeZone: 'organisation' }), '', ''],
    [
      'the customer’s calendar',
      settings({ timeZone: 'customer' }),
      '日期按客户所在时区计算。',
      ' Days are counted in the customer’s own time zone.',
    ],
    [
      'the department’s calendar',
      settings({ timeZone: 'department' }),
      '日期按部门所在时区计算。',
      ' Days are counted in the department’s time zone.',
    ],
    [
      'both',
      settings({ audience: { exclude: ['vip'] }, timeZone: 'Europe/Paris' }),
      '只适用于没有标签「高价值」的客户。日期按 Europe/Paris 时区计算。',
      ' Only for customers who do not have “VIP”. Days are counted in the time zone Europe/Paris.',
    ],
  ])('%s', (_, flow, zh, en) => {
    expect(say(flow, 'zh-CN', catalog)).toBe(`${WHEN[0]}打上「高价值」${LEAVES[0]}${zh}`);
    expect(say(flow, 'en', catalog)).toBe(`${WHEN[1]}add “VIP”${LEAVES[1]}${en}`);
  });
});

describe('thresholds to leave by', () => {
  const score: Condition = { score: { threshold: 60, of: [{ weight: 2, condition: orders }] } };
  const number = (operator: string, value: number): Condition => ({ fact: 'metric.spend', operator, value });
  it.each<[string, Flow, string, string]>([
    [
      'of a score',
      {
        ...of(vip(), score),
        nodes: of(vip(), score).nodes.map((node) =>
          node.kind === 'score' ? { ...node, data: { ...node.data, leaveThreshold: 40 } } : node,
        ),
      },
      '若以下各项的加权得分达到 60%（成立后低于 40% 才不再成立）：近 90 天订单数至少 3 笔（权重 2），就',
      'if the weighted score of these reaches 60% (once it holds, it goes on until below 40%): Orders in 90 days is at least 3 orders (weight 2), ',
    ],
    [
      'of «at least»',
      eased(of(vip(), number('greaterThanInclusive', 100)), { leaveValue: 80 }),
      '若累计消费至少 100 元（成立后低于 80 元才不再成立），就',
      'if Total spend is at least 100 yuan (once it holds, it goes on until below 80 yuan), ',
    ],
    [
      'of «less than»',
      eased(of(vip(), number('lessThan', 100)), { leaveValue: 120 }),
      '若累计消费小于 100 元（成立后达到 120 元才不再成立），就',
      'if Total spend is less than 100 yuan (once it holds, it goes on until at or above 120 yuan), ',
    ],
  ])('%s', (_, flow, zh, en) => {
    expect(say(flow, 'zh-CN', catalog)).toContain(zh);
    expect(say(flow, 'en', catalog)).toContain(en);
  });
});

describe('comparisons', () => {
  it.each<[Condition, string, string]>([
    [
      { fact: 'profile.birthday', operator: 'olderThan', value: { amount: 18, unit: 'year' } },
      '生日早于 18 年前',
      'Birthday is more than 18 years ago',
    ],
    [
      { fact: 'profile.birthday', operator: 'newerThan', value: { amount: 3, unit: 'month' } },
      '生日在最近 3 个月内',
      'Birthday is within the last 3 months',
    ],
    [
      { fact: 'metric.orders_90d', operator: 'greaterThanInclusive', value: 1 },
      '近 90 天订单数至少 1 笔',
      'Orders in 90 days is at least 1 order',
    ],
    [{ fact: 'profile.city', operator: 'textEndsWith', value: '京' }, '城市以「京」结尾', 'City ends with “京”'],
    [
      { fact: 'rfm.shop_cell', operator: 'equal', value: 'champions' },
      'RFM 分层是「重要价值客户」',
      'RFM cell is “Champions”',
    ],
    [{ fact: 'rfm.shop_recency', operator: 'equal', value: true }, '近期活跃为是', 'Recently active is yes'],
  ])('%j', (condition, zh, en) => {
    expect(say(condition, 'zh-CN', catalog)).toBe(zh);
    expect(say(condition, 'en', catalog)).toBe(en);
  });
});

it('marks durations, thresholds and names, so that a screen can make them stand out', () => {
  const flow = eased(of(vip({ hold: days(7) })), { leaveValue: 1 });
  expect(describeParts(flow, 'zh-CN', catalog).filter(({ kind }) => kind !== 'plain')).toEqual([
    { text: '3 笔', kind: 'value' },
    { text: '1 笔', kind: 'value' },
    { text: '「高价值」', kind: 'tag' },
    { text: '7 天', kind: 'value' },
  ]);
});
