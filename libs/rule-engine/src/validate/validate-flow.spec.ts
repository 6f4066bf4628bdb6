import { describe, expect, it } from '@jest/globals';
import type { Flow, FlowNode } from '@tagloom/contracts';
import { catalog } from '../testing/catalog.js';
import { addVip, flowOf, graphOf, node } from '../testing/flows.js';
import { validateCondition, validateFlow } from './validate-flow.js';

const trigger = node('t', 'trigger', { on: 'change' });
const orders = (id: string, operator = 'greaterThanInclusive', value: unknown = 3) =>
  node(id, 'condition', { fact: 'metric.orders_90d', operator, value });
const city = (id: string, value: unknown = '北京') =>
  node(id, 'condition', { fact: 'profile.city', operator: 'equal', value });
const action = (id: string) => node(id, 'action', addVip);
const gate = (id: string, data: Extract<FlowNode, { kind: 'gate' }>['data']) => node(id, 'gate', data);
const leaf = (fact: string, operator: string, value?: unknown) =>
  flowOf({ fact, operator, ...(value !== undefined && { value }) });
const codes = (flow: Flow) =>
  validateFlow(flow, catalog).map(({ code, nodeIds }) => `${code} ${nodeIds.join(',')}`.trim());

describe('a sound flow', () => {
  it('has no problems', () => {
    expect(codes(graphOf([trigger, orders('a'), city('b'), action('x')], 't>a', 'a>b', 'b>x'))).toEqual([]);
    expect(codes(graphOf([trigger, action('x')], 't>x'))).toEqual([]);
  });
});

describe('the graph', () => {
  it.each<[string, Flow, string]>([
    ['needs a trigger', graphOf([orders('a'), action('x')], 'a>x'), 'no_trigger'],
    ['needs an action', graphOf([trigger, orders('a')], 't>a'), 'no_action'],
    [
      'has no condition without a start',
      graphOf([trigger, orders('a'), city('b'), gate('g', { gate: 'all' }), action('x')], 't>a', 'a>g', 'b>g', 'g>x'),
      'dangling_input b',
    ],
    [
      'has no dead end',
      graphOf([trigger, orders('a'), city('b'), action('x')], 't>a', 't>b', 'a>x'),
      'dangling_output b',
    ],
    [
      'has no loop',
      graphOf(
        [trigger, orders('a'), gate('g', { gate: 'any' }), gate('h', { gate: 'any' }), action('x')],
        't>a',
        'a>g',
        'g>h',
        'h>g',
        'h>x',
      ),
      'loop g,h',
    ],
    ['links existing nodes only', graphOf([trigger, action('x')], 't>x', 't>ghost'), 'unknown_node t'],
    [
      'does not link triggers to gates',
      graphOf([trigger, gate('g', { gate: 'all' }), action('x')], 't>g', 'g>x'),
      'wrong_port t,g',
    ],
    ['does not continue after an action', graphOf([trigger, action('x'), action('y')], 't>x', 'x>y'), 'wrong_port x,y'],
    [
      'gives «not» one input',
      graphOf(
        [trigger, orders('a'), city('b'), gate('n', { gate: 'not' }), action('x')],
        't>a',
        't>b',
        'a>n',
        'b>n',
        'n>x',
      ),
      'too_many_inputs n',
    ],
    [
      'gives an action one input',
      graphOf([trigger, orders('a'), city('b'), action('x')], 't>a', 't>b', 'a>x', 'b>x'),
      'too_many_inputs x',
    ],
    [
      'asks for no more than there is',
      graphOf([trigger, orders('a'), gate('g', { gate: 'atLeast', k: 2 }), action('x')], 't>a', 'a>g', 'g>x'),
      'k_out_of_range g',
    ],
  ])('%s', (_, flow, expected) => {
    expect(codes(flow)).toContain(expected);
  });
});

describe('a condition', () => {
  it.each<[string, Flow, string]>([
    ['reads a fact that exists', leaf('metric.nothing', 'equal', 1), 'unknown_fact'],
    ['may read an imported fact, with a warning', leaf('age', 'greaterThan', 18), 'foreign_fact'],
    ['uses an operator that exists', leaf('metric.orders_90d', 'soundsLike', 1), 'unknown_operator'],
    ['uses an operator of its type', leaf('metric.orders_90d', 'textContains', '1'), 'wrong_operator'],
    ['compares a number with a number', leaf('metric.orders_90d', 'equal', '3'), 'wrong_value'],
    ['compares a day with an existing day', leaf('profile.birthday', 'before', '2026-02-30'), 'wrong_value'],
    ['has its range in order', leaf('metric.orders_90d', 'between', [5, 2]), 'wrong_value'],
    ['has days that are whole', leaf('profile.birthday', 'inLastDays', 1.5), 'wrong_value'],
    [
      'has a length of time on the calendar',
      leaf('profile.birthday', 'olderThan', { amount: 3, unit: 'hour' }),
      'wrong_value',
    ],
    ['has a length of time that is known', leaf('profile.birthday', 'newerThan', 30), 'wrong_value'],
    ['stays within the calendar', leaf('profile.birthday', 'olderThan', { amount: 101, unit: 'year' }), 'wrong_value'],
    ['does not read whether its action holds', leaf('held.action-3', 'equal', true), 'unknown_fact'],
    ['has something in its list', leaf('profile.city', 'in', []), 'wrong_value'],
    ['has a value', leaf('metric.orders_90d', 'equal'), 'incomplete'],
    ['has a pattern without look-around', leaf('profile.city', 'matches', '(?=京)'), 'unsafe_pattern'],
    ['has a pattern that compiles', leaf('profile.city', 'matches', '('), 'unsafe_pattern'],
    ['compares facts of one type', leaf('metric.orders_90d', 'equal', { fact: 'profile.city' }), 'wrong_value'],
    ['compares with a fact that has a name', leaf('metric.orders_90d', 'equal', { fact: 3 }), 'wrong_value'],
    ['does not reach prototypes', leaf('profile.__proto__', 'isKnown'), 'unsafe_path'],
    ['does not touch the engine’s own facts', leaf('$count', 'equal', 1), 'unsafe_path'],
    ['reads events only when one wakes the flow', leaf('event.amount', 'greaterThan', 1), 'fact_not_in_event'],
  ])('%s', (_, flow, expected) => {
    expect(codes(flow)).toContain(`${expected} condition-2`);
  });

  it('reads an event property that the trigger’s event carries', () => {
    const at = (type: string) =>
      flowOf({ fact: 'event.amount', operator: 'greaterThan', value: 1 }, addVip, { on: 'event', eventTypes: [type] });
    expect(codes(at('order_paid'))).toEqual([]);
    expect(codes(at('link_clicked'))).toEqual(['fact_not_in_event condition-2']);
    expect(codes(at('vanished'))).toContain('unknown_event_type trigger-1');
  });

  it('is checked on its own as well', () => {
    expect(
      validateCondition({ any: [{ id: 'c', fact: 'profile.city', operator: 'equal', value: 3 }] }, catalog),
    ).toMatchObject([{ code: 'wrong_value', nodeIds: ['c'] }]);
  });
});

describe('an action', () => {
  it('uses a tag that exists, with a value that fits it', () => {
    expect(codes(flowOf(undefined, { action: 'addTag', tag: 'gone', membership: 'while' }))).toEqual([
      'unknown_tag action-2',
    ]);
    expect(codes(flowOf(undefined, { action: 'setTag', tag: 'level', value: '铜', membership: 'while' }))).toEqual([
      'wrong_value action-2',
    ]);
    expect(codes(flowOf(undefined, { action: 'setTag', tag: 'points', value: '7', membership: 'while' }))).toEqual([
      'wrong_value action-2',
    ]);
    expect(codes(flowOf(undefined, { action: 'setTag', tag: 'topics', value: ['护肤'], membership: 'while' }))).toEqual(
      [],
    );
    expect(codes(flowOf(undefined, { action: 'addTag', tag: 'level', membership: 'while' }))).toEqual([
      'wrong_value action-2',
    ]);
  });
});

describe('an effect', () => {
  const done = { membership: 'once' } as const;
  const user = (id: string) => ({ kind: 'user', id }) as const;
  it.each<[string, Parameters<typeof flowOf>[1], string[]]>([
    ['suggests a tag that exists', { action: 'propose', tag: 'gone', ...done }, ['unknown_tag action-2']],
    ['suggests a value that fits', { action: 'propose', tag: 'level', value: '铜', ...done }, ['wrong_value action-2']],
    ['suggests a plain tag without a value', { action: 'propose', tag: 'vip', ...done }, []],
    [
      'sets a field that exists',
      { action: 'setField', field: 'shoe', value: '42', ...done },
      ['unknown_field action-2'],
    ],
    ['sets a text to a text', { action: 'setField', field: 'city', value: 3, ...done }, ['wrong_value action-2']],
    [
      'sets a day to an existing day',
      { action: 'setField', field: 'birthday', value: '2026-02-30', ...done },
      ['wrong_value action-2'],
    ],
    [
      'sets a zone to a zone',
      { action: 'setField', field: 'time_zone', value: '+08:00', ...done },
      ['wrong_value action-2'],
    ],
    ['sets a field to something', { action: 'setField', field: 'city', value: '', ...done }, ['incomplete action-2']],
    ['sets a field as it should', { action: 'setField', field: 'birthday', value: '2026-02-28', ...done }, []],
    ['is assigned to someone', { action: 'assign', to: user('8'), ...done }, ['unknown_recipient action-2']],
    ['is assigned to someone known', { action: 'assign', to: user('7'), ...done }, []],
    [
      'is told to a department that exists',
      { action: 'notify', to: { kind: 'department', id: '4' }, message: '!', ...done },
      ['unknown_recipient action-2'],
    ],
    [
      'is told to a role that exists',
      { action: 'notify', to: { kind: 'role', role: 'constructor' }, message: '!', ...done },
      ['unknown_recipient action-2'],
    ],
    ['calls a registered endpoint', { action: 'webhook', endpoint: '6', ...done }, ['unknown_endpoint action-2']],
  ])('%s', (_, action, expected) => {
    expect(codes(flowOf(undefined, action))).toEqual(expected);
  });

  it('is not checked against lists that were not given', () => {
    const { users: _users, profileFields: _fields, ...bare } = catalog;
    expect(validateFlow(flowOf(undefined, { action: 'assign', to: user('8'), ...done }), bare)).toEqual([]);
    const shoe = flowOf(undefined, { action: 'setField', field: 'shoe', value: '42', ...done });
    expect(validateFlow(shoe, bare)).toEqual([]);
  });
});

describe('how an action ends', () => {
  const time = { amount: 7, unit: 'day' } as const;
  it.each<[string, object, string[]]>([
    ['is held only while the condition counts', { membership: 'once', hold: time }, ['wrong_membership action-2']],
    ['is held while', { membership: 'while', hold: time }, []],
    [
      'expires only when it does not follow the condition',
      { membership: 'while', validFor: time },
      ['wrong_membership action-2'],
    ],
    ['expires after every time', { membership: 'every', validFor: time }, []],
  ])('%s', (_, over, expected) => {
    expect(codes(flowOf(undefined, { ...addVip, ...over } as typeof addVip))).toEqual(expected);
  });
});

describe('a threshold to leave by', () => {
  const at = (operator: string, value: unknown, leaveValue: number) =>
    codes(
      graphOf(
        [trigger, node('a', 'condition', { fact: 'metric.orders_90d', operator, value, leaveValue }), action('x')],
        't>a',
        'a>x',
      ),
    );
  it.each<[string, string, unknown, number, string[]]>([
    ['is lower for «at least»', 'greaterThanInclusive', 3, 2, []],
    ['may not be higher for «at least»', 'greaterThanInclusive', 3, 4, ['wrong_leave a']],
    ['is higher for «less than»', 'lessThan', 3, 4, []],
    ['may not be lower for «less than»', 'lessThan', 3, 2, ['wrong_leave a']],
    ['has no meaning for equality', 'equal', 3, 3, ['wrong_leave a']],
    ['has no meaning for a range', 'between', [1, 3], 1, ['wrong_leave a']],
    ['has no meaning beside another fact', 'greaterThan', { fact: 'metric.spend' }, 1, ['wrong_leave a']],
  ])('%s', (_, operator, value, leaveValue, expected) => {
    expect(at(operator, value, leaveValue)).toEqual(expected);
  });

  it('of a score is not above the one to enter by', () => {
    const score = (leaveThreshold: number) =>
      graphOf(
        [trigger, orders('a'), node('s', 'score', { threshold: 60, leaveThreshold, weights: {} }), action('x')],
        't>a',
        'a>s',
        's>x',
      );
    expect(codes(score(40))).toEqual([]);
    expect(codes(score(70))).toEqual(['wrong_leave s']);
  });
});

describe('what is set for a flow as a whole', () => {
  const settings = (over: Partial<Flow>) => codes({ ...flowOf(undefined), ...over });
  it.each(['organisation', 'department', 'customer', 'Asia/Shanghai', 'UTC'])(
    'may count on the calendar of %s',
    (timeZone) => {
      expect(settings({ timeZone })).toEqual([]);
    },
  );
  it.each(['Asia/Nowhere', '+08:00', 'somebody', 'PST'])('cannot count on that of %s', (timeZone) => {
    expect(settings({ timeZone })).toEqual(['wrong_time_zone']);
  });
  it('has tags that exist for its audience, and is for somebody', () => {
    expect(settings({ audience: { include: ['vip'], exclude: ['gone'] } })).toEqual(['unknown_tag']);
    expect(settings({ audience: { include: ['vip'], exclude: ['vip', 'level'] } })).toEqual(['contradiction']);
    expect(settings({ audience: { include: [], exclude: ['vip'] } })).toEqual([]);
  });
});

describe('the meaning', () => {
  it('warns of conditions that can never hold together', () => {
    const flow = graphOf(
      [trigger, orders('a', 'greaterThan', 5), orders('b', 'lessThan', 3), action('x')],
      't>a',
      'a>b',
      'b>x',
    );
    expect(validateFlow(flow, catalog)).toMatchObject([
      { code: 'contradiction', severity: 'warning', nodeIds: ['a', 'b'] },
    ]);
    expect(codes(graphOf([trigger, city('a'), city('b', '上海'), action('x')], 't>a', 'a>b', 'b>x'))).toEqual([
      'contradiction a,b',
    ]);
    expect(
      codes(
        graphOf(
          [trigger, orders('a', 'greaterThanInclusive', 3), orders('b', 'lessThanInclusive', 3), action('x')],
          't>a',
          'a>b',
          'b>x',
        ),
      ),
    ).toEqual([]);
  });

  it('warns of a score that always holds', () => {
    const flow = flowOf({
      score: { threshold: 0, of: [{ weight: 1, condition: { fact: 'profile.city', operator: 'isKnown' } }] },
    });
    expect(validateFlow(flow, catalog)).toMatchObject([{ code: 'always_true', severity: 'warning' }]);
  });
});

it('says every problem in both languages, with names instead of ids', () => {
  const [problem] = validateFlow(leaf('metric.orders_90d', 'textContains', '1'), catalog);
  expect(problem!.message).toEqual({
    'zh-CN': '条件「近 90 天订单数」：「近 90 天订单数」是数字，不能用「含有文字」比较，请换一种比较方式。',
    en: 'The condition “Orders in 90 days”: it cannot use “includes the text”: “Orders in 90 days” is a number; choose another operator.',
  });
});
