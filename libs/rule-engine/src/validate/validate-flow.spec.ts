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
