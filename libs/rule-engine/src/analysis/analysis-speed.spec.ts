import { expect, it } from '@jest/globals';
import type { Flow, FlowNode } from '@tagloom/contracts';
import { catalog } from '../testing/catalog.js';
import { addVip, graphOf, node } from '../testing/flows.js';
import { validateFlow } from '../validate/validate-flow.js';
import { analyseFlow } from './analyse-flow.js';
import { analyseFlows } from './analyse-flows.js';

/** Up to 70 ms where nothing else runs; what blows up takes seconds anywhere. */
const MAX_CPU_MS = 250;
/** Times as long beside a flow of the same size: each of the two is looked at, and then the one against the other. */
const MAX_RATIO = 3;
const RUNS = 40;

/** The best of some runs counts, as other work shares the machine. */
function bestCpu(run: () => unknown, limit: number, runs = RUNS): number {
  let best = Infinity;
  for (let at = 0; at < runs && best > limit; at++) {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

const trigger = node('t', 'trigger', { on: 'change' });
const FACTS = ['metric.orders_90d', 'metric.spend', 'metric.days_since_order', 'metric.days_since_visit', 'tag.points'];
const leaf = (at: number) =>
  node(`c${at}`, 'condition', {
    fact: FACTS[at % FACTS.length]!,
    operator: at % 2 ? 'lessThan' : 'greaterThan',
    value: (at * 37) % 101,
  });
const text = (at: number) =>
  node(`c${at}`, 'condition', { fact: 'profile.city', operator: 'textContains', value: `词${at}` });
const score = node('s', 'score', { threshold: 60, weights: {} });
const list = (length: number, make: (at: number) => FlowNode) => Array.from({ length }, (_, at) => make(at));
const ids = (nodes: FlowNode[]) => nodes.map(({ id }) => id);

/** One score over everything. */
function wide(leaves: FlowNode[]): Flow {
  const edges = ids(leaves).flatMap((id) => [`t>${id}`, `${id}>s`]);
  return graphOf([trigger, ...leaves, score, node('x', 'action', addVip)], ...edges, 's>x');
}
/** Layers of gates, each over two of the layer before. */
function layered(width: number, depth: number): Flow {
  const leaves = list(width, leaf);
  const gates = list(width * depth, (at) => node(`g${at}`, 'gate', at % 3 ? { gate: 'any' } : { gate: 'all' }));
  const above = (at: number, shift: number) => {
    const [row, column] = [Math.floor(at / width), (at + shift) % width];
    return row === 0 ? `c${column}` : `g${(row - 1) * width + column}`;
  };
  const edges = gates.flatMap(({ id }, at) => [`${above(at, 0)}>${id}`, `${above(at, 1)}>${id}`]);
  const last = gates.slice(-width).map((gate) => `${gate.id}>join`);
  return graphOf(
    [trigger, ...leaves, ...gates, node('join', 'gate', { gate: 'any' }), node('x', 'action', addVip)],
    ...[...ids(leaves).map((id) => `t>${id}`), ...edges, ...last, 'join>x'],
  );
}
/** Many chains, each with an action of its own on one tag. */
function chains(count: number, length: number): Flow {
  const leaves = list(count * length, leaf);
  const actions = list(count, (at) => node(`x${at}`, 'action', { ...addVip, priority: at }));
  const edges = leaves.map(({ id }, at) => (at % length === 0 ? `t>${id}` : `c${at - 1}>${id}`));
  return graphOf(
    [trigger, ...leaves, ...actions],
    ...[...edges, ...actions.map(({ id }, at) => `c${(at + 1) * length - 1}>${id}`)],
  );
}

/** Effects and claims without number behind one comparison. */
function actions(count: number): Flow {
  const notify = { action: 'notify', to: { kind: 'user', id: '7' }, membership: 'every' } as const;
  const ends = list(count, (at) =>
    node(`x${at}`, 'action', at % 2 ? { ...addVip, priority: at } : { ...notify, message: String(at) }),
  );
  return graphOf([trigger, leaf(0), ...ends], 't>c0', ...ids(ends).map((id) => `c0>${id}`));
}
/** As much work for every text as a flow may ask for. */
function patterns(count: number): Flow {
  const long = (at: number) => `${at}`.padEnd(900, '文');
  return wide(
    list(count, (at) =>
      node(`c${at}`, 'condition', {
        fact: 'profile.city',
        ...(at % 2 ? { operator: 'matches', value: `(a|b|${at}){4}c` } : { operator: 'equal', value: long(at) }),
      }),
    ),
  );
}

const hard: [string, Flow][] = [
  ['490 actions', actions(490)],
  ['thirty patterns and long texts', patterns(60)],
  ['a score of 490 comparisons with five facts', wide(list(490, leaf))],
  ['a score of 490 texts', wide(list(490, text))],
  ['five layers of gates', layered(40, 5)],
  ['fifty chains that give one tag', chains(45, 9)],
  ['a chain of ninety', chains(1, 90)],
];

it.each(hard)('takes less than a quarter of a second for %s', (_, flow) => {
  expect(validateFlow(flow, catalog).filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(bestCpu(() => analyseFlow(flow, catalog), MAX_CPU_MS)).toBeLessThan(MAX_CPU_MS);
});

it.each(hard)('takes no more than three times as long beside a flow of the same size: %s', (_, flow) => {
  const alone = bestCpu(() => analyseFlow(flow, catalog), 0, 5);
  const other = [{ id: '1', name: 'other', flow: { ...flow, name: 'other' } }];
  const limit = Math.max(MAX_RATIO * alone, MAX_CPU_MS);
  expect(bestCpu(() => analyseFlows({ flow }, other, catalog), limit)).toBeLessThan(limit);
});
