import { describe, expect, it } from '@jest/globals';
import type { Flow, FlowNode } from '@tagloom/contracts';
import {
  compileCondition,
  compileFlow,
  fromJsonRules,
  FlowError,
  parseBundle,
  parseFlow,
  validateFlow,
} from './index.js';
import { catalog } from './testing/catalog.js';
import { addVip, graphOf, node } from './testing/flows.js';

/** Bad input must not cost others anything. The best of some runs counts, as other work shares the machine. */
const MAX_CPU_MS = 100;
const MAX_BLOCKED_MS = 50;
const RUNS = 40;

interface Cost {
  cpu: number;
  blocked: number;
}
/** Everything runs in one piece, so the event loop is blocked for as long as it takes. */
function costOf(run: () => unknown): Cost {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  run();
  const blocked = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { cpu: (user + system) / 1000, blocked };
}
/** The first cost within both limits, or the last. */
function bestOf(run: () => unknown): Cost {
  let cost = costOf(run);
  for (let at = 1; at < RUNS && (cost.cpu > MAX_CPU_MS || cost.blocked > MAX_BLOCKED_MS); at++) cost = costOf(run);
  return cost;
}
function expectCheap(run: () => unknown): void {
  const { cpu, blocked } = bestOf(run);
  expect(cpu).toBeLessThanOrEqual(MAX_CPU_MS);
  expect(blocked).toBeLessThanOrEqual(MAX_BLOCKED_MS);
}

interface Refused {
  code: string;
  nodeIds: string[];
}
/** What a save does: read the shape, then check the sense. Empty when nothing is wrong. */
function save(json: unknown): Refused[] {
  try {
    return validateFlow(parseFlow(json), catalog).filter(({ severity }) => severity === 'error');
  } catch (error) {
    if (error instanceof FlowError) return error.problems;
    throw error;
  }
}
function refusedBy(read: () => unknown): string {
  try {
    read();
    return 'accepted';
  } catch (error) {
    if (error instanceof FlowError) return error.code;
    throw error;
  }
}

const trigger = node('t', 'trigger', { on: 'change' });
const act = node('x', 'action', addVip);
const city = (id: string, data: object = {}): FlowNode =>
  node(id, 'condition', { fact: 'profile.city', operator: 'equal', value: '北京', ...data });
const withNode = (data: object): Flow => graphOf([trigger, city('bad', data), act], 't>bad', 'bad>x');
const chain = (length: number): Flow => {
  const nodes = Array.from({ length }, (_, at) => city(`n${at}`));
  return graphOf(
    [trigger, ...nodes, act],
    't>n0',
    ...nodes.slice(1).map((_, at) => `n${at}>n${at + 1}`),
    `n${length - 1}>x`,
  );
};
const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = [value];
  return value;
};
/** A loop, and behind it as many nodes and links as a flow may have: each of them hangs in the loop's answer. */
function loopWithTail(): Flow {
  const gates = Array.from({ length: 490 }, (_, at) => node(`g${at}`, 'gate', { gate: 'any' }));
  const links = Array.from({ length: 1980 }, (_, at) => {
    const source = 2 + (at % 480);
    return `g${source}>g${source + 1 + ((at / 480) | 0)}`;
  });
  return graphOf([trigger, ...gates, act], 'g0>g1', 'g1>g0', 'g1>g2', ...new Set(links));
}
const self: Record<string, unknown> = {};
self.self = self;
const patterns = (count: number) => {
  const nodes = Array.from({ length: count }, (_, at) =>
    city(`n${at}`, { operator: 'matches', value: `(\\pL{2}${at}){10}` }),
  );
  return graphOf([trigger, ...nodes, act], ...nodes.flatMap(({ id }) => [`t>${id}`, `${id}>x`]));
};

describe('a bad flow is refused with the node, at once', () => {
  it.each<[string, unknown, string, string | undefined]>([
    ['ten thousand nodes', chain(10_000), 'too_large', 'n499'],
    ['ten thousand nodes, as text', JSON.stringify(chain(10_000)), 'too_large', undefined],
    ['a thousand steps', chain(1_000), 'too_large', 'n499'],
    ['more steps than allowed', chain(400), 'too_large', 'n100'],
    ['a loop with a long tail', loopWithTail(), 'loop', 'g0'],
    ['a value that contains itself', withNode({ value: self }), 'too_large', 'bad'],
    ['parameters that contain themselves', withNode({ params: self }), 'too_large', 'bad'],
    ['a value nested a thousand deep', withNode({ value: nested(1_000) }), 'too_large', 'bad'],
    ['a value of a million items', withNode({ value: Array.from({ length: 1_000_000 }, () => 1) }), 'too_large', 'bad'],
    [
      'a repetition of repetitions',
      withNode({ operator: 'matches', value: '(a{1000}){1000}' }),
      'unsafe_pattern',
      'bad',
    ],
    ['many repetitions', withNode({ operator: 'matches', value: 'a{1000}'.repeat(70) }), 'unsafe_pattern', 'bad'],
    ['a repeated script', withNode({ operator: 'matches', value: '[\\pL\\pN]{900}$' }), 'unsafe_pattern', 'bad'],
    [
      'a pattern that is too long',
      withNode({ operator: 'matches', value: '(a|b)*'.repeat(500) }),
      'unsafe_pattern',
      'bad',
    ],
    ['hundreds of patterns', patterns(400), 'too_large', 'n0'],
    ['a prototype as fact', withNode({ fact: 'a.__proto__.b' }), 'unsafe_path', 'bad'],
    ['a constructor as fact', withNode({ fact: 'constructor' }), 'unsafe_path', 'bad'],
    ['a prototype as path', withNode({ fact: 'account', path: '$.prototype.x' }), 'unsafe_path', 'bad'],
    ['a path of JSONPath', withNode({ fact: 'account', path: '$..x[?(@.y)]' }), 'unsafe_path', 'bad'],
    ['a path in the value', withNode({ value: { fact: 'account', path: '$..x[?(@.y)]' } }), 'unsafe_path', 'bad'],
    [
      'a key of a prototype',
      JSON.stringify(withNode({ params: { a: 1 } })).replace('"a"', '"__proto__"'),
      'unsafe_path',
      'bad',
    ],
  ])('%s', (_, json, code, nodeId) => {
    const refused = save(json).find((problem) => problem.code === code);
    expect(refused?.nodeIds ?? 'accepted').toEqual(
      nodeId === undefined ? expect.anything() : expect.arrayContaining([nodeId]),
    );
    expectCheap(() => save(json));
  });
});

describe('a bad import is refused at once', () => {
  const leaf = { fact: 'account', operator: 'equal', value: 1 };
  const event = { type: 'x' };
  const deep = (levels: number): unknown => {
    let condition: unknown = leaf;
    for (let level = 0; level < levels; level++) condition = { any: [condition, leaf] };
    return condition;
  };
  const cyclic: { all: unknown[] } = { all: [] };
  cyclic.all.push(cyclic, leaf);
  const doubling = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [
      `c${at}`,
      { any: at === 0 ? [leaf] : [{ condition: `c${at - 1}` }, { condition: `c${at - 1}` }] },
    ]),
  );
  it.each<[string, unknown, string]>([
    ['ten thousand rules', Array.from({ length: 10_000 }, () => ({ conditions: { all: [leaf] }, event })), 'too_large'],
    ['conditions a thousand deep', { conditions: deep(1_000), event }, 'too_large'],
    ['conditions a thousand deep, as text', JSON.stringify({ conditions: deep(1_000), event }), 'too_large'],
    ['conditions that contain themselves', { conditions: cyclic, event }, 'too_large'],
    [
      'names that double at every step',
      { rules: [{ conditions: { condition: 'c59' }, event }], conditions: doubling },
      'too_large',
    ],
    [
      'a repeated pattern',
      { conditions: { all: [{ ...leaf, operator: 'matches', value: 'a{1000}'.repeat(70) }] }, event },
      'unsafe_pattern',
    ],
    [
      'a million values',
      { conditions: { all: [{ ...leaf, value: new Array(1_000_000).fill(1) }] }, event },
      'too_large',
    ],
    [
      'a wrong type deep inside',
      { conditions: { all: [{ not: { any: [{ ...leaf, operator: 7 }] } }] }, event },
      'malformed',
    ],
  ])('%s', (_, rules, code) => {
    expect(refusedBy(() => fromJsonRules(rules, catalog))).toBe(code);
    expectCheap(() => refusedBy(() => fromJsonRules(rules, catalog)));
  });

  it('a bundle with a giant flow', () => {
    const bundle = { format: 'tagloom-flow', version: 1, flow: chain(10_000) };
    expect(refusedBy(() => parseBundle(bundle))).toBe('too_large');
    expectCheap(() => refusedBy(() => parseBundle(bundle)));
  });
});

describe('a pattern', () => {
  const moment = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai' };
  it.each(['(a+)+$', '(a|a)*!$', '(a|b|c|d){30}$', '(.*)(.*)(.*)(.*)(.*)[bc]$', '.{0,90}!'])(
    '%s does not hang on a long text',
    (value) => {
      const test = compileCondition({ fact: 'profile.city', operator: 'matches', value }, catalog);
      for (const length of [2_000, 100_000]) {
        const facts = { 'profile.city': `${'a'.repeat(length)}?` };
        expect(test(facts, moment)).toBe(false);
        expectCheap(() => test(facts, moment));
      }
    },
  );
});

it('the largest good flow is checked and compiled without blocking others', () => {
  const nodes = Array.from({ length: 498 }, (_, at) => city(`n${at}`));
  const flow = graphOf(
    [trigger, ...nodes, node('g', 'gate', { gate: 'any' })],
    ...nodes.flatMap(({ id }) => [`t>${id}`, `${id}>g`]),
  );
  const whole = {
    ...flow,
    nodes: [...flow.nodes.slice(0, -2), flow.nodes.at(-1)!, act],
    edges: [...flow.edges.slice(0, -2), { id: 'g>x', source: 'g', target: 'x' }],
  };
  expect(save(whole)).toEqual([]);
  expectCheap(() => parseFlow(whole));
  expectCheap(() => compileFlow(whole, catalog));
});
