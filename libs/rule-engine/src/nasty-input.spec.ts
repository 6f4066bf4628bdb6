import { describe, expect, it } from '@jest/globals';
import type { Flow } from '@tagloom/contracts';
import {
  compileCondition,
  compileFlow,
  evaluateCondition,
  explain,
  FlowError,
  fromJsonRules,
  parseFlow,
  validateFlow,
} from './index.js';
import { catalog } from './testing/catalog.js';
import { addVip, flowOf, graphOf, node } from './testing/flows.js';

const moment = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai' };
const event = { type: 'addTag', params: { tag: 'vip' } };
const rule = (conditions: unknown) => ({ name: '坏规则', conditions, event });

function refusal(action: () => unknown): FlowError {
  try {
    action();
  } catch (error) {
    if (error instanceof FlowError) return error;
    throw error;
  }
  throw new Error('was accepted');
}
const importCode = (rules: unknown) => refusal(() => fromJsonRules(rules, catalog)).code;

function deep(levels: number): unknown {
  let condition: unknown = { fact: 'a', operator: 'equal', value: 1 };
  for (let level = 0; level < levels; level++)
    condition = { all: [condition, { fact: 'a', operator: 'equal', value: 1 }] };
  return condition;
}

describe('an import', () => {
  const leaf = { fact: 'account', operator: 'equal', value: 1 };
  it.each<[string, unknown, string]>([
    ['text that is no JSON', '{"conditions":', 'malformed'],
    ['something that is no rule', [42], 'malformed'],
    ['no rules at all', [], 'malformed'],
    ['a rule without an event', { conditions: { all: [leaf] } }, 'malformed'],
    ['a JSONPath filter', rule({ all: [{ ...leaf, path: '$..[?(@.a)]' }] }), 'unsafe_path'],
    ['a JSONPath script', rule({ all: [{ ...leaf, path: '$.x[(process.exit())]' }] }), 'unsafe_path'],
    ['a path to a prototype', rule({ all: [{ ...leaf, path: '$.__proto__.polluted' }] }), 'unsafe_path'],
    ['a path to a constructor', rule({ all: [{ ...leaf, path: 'constructor.prototype' }] }), 'unsafe_path'],
    [
      'a field named __proto__',
      `{"conditions":{"all":[]},"event":{"type":"x","params":{"__proto__":{"a":1}}}}`,
      'unsafe_path',
    ],
    ['a fact named as a prototype', rule({ all: [{ ...leaf, fact: 'a.__proto__.b' }] }), 'unsafe_path'],
    ['a path that is too deep', rule({ all: [{ ...leaf, path: 'a.b.c.d.e.f.g.h.i' }] }), 'unsafe_path'],
    ['conditions nested too deeply', rule(deep(150)), 'too_large'],
    ['conditions nested absurdly deeply', rule(deep(20_000)), 'too_large'],
    ['too many rules', Array.from({ length: 600 }, () => rule({ all: [leaf] })), 'too_large'],
    ['a named condition that was not given', rule({ all: [{ condition: 'isVip' }] }), 'unsupported_rule'],
    [
      'named conditions that refer to each other',
      {
        rules: [rule({ condition: 'a' })],
        conditions: { a: { any: [{ condition: 'b' }] }, b: { condition: 'a' } },
      },
      'loop',
    ],
    ['a name with conditions beside it', rule({ condition: 'a', all: [] }), 'malformed'],
    ['a rule set without a list of rules', { rules: rule({ all: [leaf] }) }, 'malformed'],
    ['a comparison at the root', rule(leaf), 'malformed'],
    ['an unknown decorator', rule({ all: [{ ...leaf, operator: 'mostFact:equal' }] }), 'unknown_operator'],
    ['a decorator of a day', rule({ all: [{ ...leaf, operator: 'not:inLastDays' }] }), 'unknown_operator'],
    ['decorators without end', rule({ all: [{ ...leaf, operator: `${'not:'.repeat(9)}equal` }] }), 'unknown_operator'],
    ['a decorated operator with no list', rule({ all: [{ ...leaf, operator: 'someValue:equal' }] }), 'wrong_value'],
    ['code that runs on success', { ...rule({ all: [leaf] }), onSuccess: () => 1 }, 'unsupported_rule'],
    ['code that runs on failure', { ...rule({ all: [leaf] }), onFailure: 'x' }, 'unsupported_rule'],
    ['a function as a value', rule({ all: [{ ...leaf, value: () => 1 }] }), 'malformed'],
    ['a JSONPath index', rule({ all: [{ ...leaf, path: '$.list[0]' }] }), 'unsafe_path'],
    ['a JSONPath wildcard', rule({ all: [{ ...leaf, value: { fact: 'x', path: '$.*.y' } }] }), 'unsafe_path'],
    ['a number compared with a list', rule({ all: [{ ...leaf, value: [1, 2] }] }), 'wrong_value'],
    ['a membership in a text', rule({ all: [{ ...leaf, operator: 'in', value: 'abc' }] }), 'wrong_value'],
    [
      'a text where the catalog has a number',
      rule({ all: [{ fact: 'metric.spend', operator: 'greaterThan', value: 'many' }] }),
      'wrong_value',
    ],
    [
      'an operator that does not suit the fact',
      rule({ all: [{ fact: 'profile.subscribed', operator: 'someFact:equal', value: true }] }),
      'wrong_operator',
    ],
    ['params that are no object', rule({ all: [{ ...leaf, params: [1] }] }), 'malformed'],
    ['a negative priority', { ...rule({ all: [leaf] }), priority: -1 }, 'malformed'],
    ['a priority that is no number', { ...rule({ all: [leaf] }), priority: 'high' }, 'malformed'],
    ['a tag that is no text', { ...rule({ all: [leaf] }), event: { type: 'addTag', params: { tag: 5 } } }, 'malformed'],
    ['event params that are no object', { ...rule({ all: [leaf] }), event: { type: 'x', params: 'y' } }, 'malformed'],
    [
      'a fact that only the engine reads',
      rule({ all: [{ ...leaf, fact: 'held.a', value: true }] }),
      'unsupported_rule',
    ],
    ['an unknown operator', rule({ all: [{ ...leaf, operator: 'roughly' }] }), 'unknown_operator'],
    ['a comparison with an object', rule({ all: [{ ...leaf, value: { a: 1 } }] }), 'unsupported_rule'],
    ['a rule that can never hold', rule({ not: { all: [] } }), 'unsupported_rule'],
  ])('refuses %s', (_, rules, code) => {
    expect(importCode(rules)).toBe(code);
  });

  it('refuses rules that contain themselves', () => {
    const conditions: { all: unknown[] } = { all: [] };
    conditions.all.push(conditions);
    expect(importCode(rule(conditions))).toBe('too_large');
  });

  it('names the rule, the place and the reason', () => {
    const { problems } = refusal(() =>
      fromJsonRules([rule({ all: [leaf, { any: [{ ...leaf, operator: 'roughly' }] }] })], catalog),
    );
    expect(problems[0]!.message['zh-CN']).toBe(
      '第 1 条规则「坏规则」的 conditions.all[1].any[0].operator：没有「roughly」这个比较方式。',
    );
    expect(problems[0]!.message.en).toContain('Rule 1 “坏规则” at conditions.all[1].any[0].operator');
  });

  it('keeps foreign events, priorities and facts, and lays the flow out', () => {
    const flow = fromJsonRules(
      {
        conditions: { any: [{ fact: 'age', operator: 'greaterThan', value: 18 }, leaf] },
        event: { type: 'notify', params: { to: 'sales' } },
        priority: 7,
      },
      catalog,
    );
    expect(flow.nodes.at(-1)!.data).toEqual({ action: 'emit', type: 'notify', params: { to: 'sales' }, priority: 7 });
    expect(validateFlow(flow, catalog).map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning foreign_fact',
      'warning foreign_fact',
    ]);
    expect(new Set(flow.nodes.map(({ position }) => `${position.x} ${position.y}`)).size).toBe(flow.nodes.length);
  });
});

describe('a flow', () => {
  it('is refused with the node at fault when its shape is wrong', () => {
    const flow = flowOf({ fact: 'profile.city', operator: 'equal', value: '北京' });
    const broken = {
      ...flow,
      nodes: flow.nodes.map((item) =>
        item.kind === 'condition' ? { ...item, data: { ...item.data, fact: '' } } : item,
      ),
    };
    expect(refusal(() => parseFlow(broken)).problems).toMatchObject([{ code: 'incomplete', nodeIds: ['condition-2'] }]);
    expect(refusal(() => parseFlow({ ...flow, surprise: 1 })).code).toBe('malformed');
    expect(refusal(() => parseFlow(null)).code).toBe('malformed');
  });

  it('of ten thousand nodes is refused at once', () => {
    const nodes = Array.from({ length: 10_000 }, (_, at) => node(`n${at}`, 'gate', { gate: 'any' }));
    const flow: Flow = {
      name: 'x',
      nodes,
      edges: nodes.slice(1).map(({ id }, at) => ({ id: `e${at}`, source: `n${at}`, target: id })),
    };
    const start = performance.now();
    expect(validateFlow(flow, catalog)[0]!.code).toBe('too_large');
    expect(refusal(() => parseFlow(flow)).code).toBe('too_large');
    expect(performance.now() - start).toBeLessThan(100);
  });

  it('that doubles at every step is refused instead of written out', () => {
    const nodes = [
      node('t', 'trigger', { on: 'change' }),
      node('a0', 'condition', { fact: 'profile.city', operator: 'isKnown' }),
    ];
    const edges = ['t>a0'];
    for (let at = 0; at < 40; at++) {
      nodes.push(node(`n${at}`, 'gate', { gate: 'not' }), node(`a${at + 1}`, 'gate', { gate: 'any' }));
      edges.push(`a${at}>n${at}`, `a${at}>a${at + 1}`, `n${at}>a${at + 1}`);
    }
    const flow = graphOf([...nodes, node('x', 'action', addVip)], ...edges, 'a40>x');
    const start = performance.now();
    expect(refusal(() => compileFlow(flow, catalog)).code).toBe('too_large');
    expect(performance.now() - start).toBeLessThan(100);
  });

  it('is not explained when it is not valid', async () => {
    await expect(explain(graphOf([node('x', 'action', addVip)]), {}, moment)).rejects.toMatchObject({
      name: 'FlowError',
      code: 'no_trigger',
    });
  });
});

describe('facts', () => {
  it('are own properties: what is inherited is unknown', () => {
    const inherited = Object.create({ 'metric.orders_90d': 9, account: 1 }) as Record<string, unknown>;
    expect(
      evaluateCondition({ fact: 'metric.orders_90d', operator: 'greaterThan', value: 1 }, inherited, moment, catalog),
    ).toBe(false);
    expect(evaluateCondition({ fact: 'account', operator: 'isKnown' }, inherited, moment, catalog)).toBe(false);
    expect(evaluateCondition({ fact: 'toString', operator: 'isKnown' }, {}, moment)).toBe(false);
    expect(evaluateCondition({ fact: '__proto__', operator: 'isKnown' }, {}, moment)).toBe(false);
  });

  it('do not hang a pattern', () => {
    const test = compileCondition({ fact: 'profile.city', operator: 'matches', value: '^(a+)+$' }, catalog);
    const start = performance.now();
    expect(test({ 'profile.city': `${'a'.repeat(5000)}!` }, moment)).toBe(false);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
