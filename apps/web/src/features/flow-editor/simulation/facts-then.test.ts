import type { Flow, Trace } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { factsThen } from './facts-then';
import { parsePastSearch } from './past-search';

const at = { x: 0, y: 0 };
const condition = (id: string, fact: string, value: unknown) => ({
  id,
  kind: 'condition' as const,
  position: at,
  data: { fact, operator: 'greaterThan', value },
});
const flow: Flow = {
  name: '规则',
  nodes: [
    { id: 'start', kind: 'trigger', position: at, data: { on: 'change' } },
    condition('a', 'metric.orders', 2),
    condition('b', 'metric.spend', { fact: 'metric.limit' }),
    condition('c', 'metric.visits', 9),
  ],
  edges: [],
};
const leaf = (nodeId: string, fact: string, actual: unknown, expected: unknown, isHeld?: true): Trace => ({
  kind: 'leaf',
  nodeId,
  fact,
  operator: 'greaterThan',
  expected,
  actual,
  verdict: 'yes',
  ...(isHeld && { isHeld }),
});
const trace: Trace = {
  kind: 'all',
  verdict: 'yes',
  children: [leaf('a', 'metric.orders', 3, 2), leaf('b', 'metric.spend', 700, 500)],
};

describe('the facts of an evaluation that happened', () => {
  it('are those that the evidence recorded, also on the other side of a comparison', () => {
    expect(factsThen(flow, trace).facts).toEqual({
      'metric.orders': 3,
      'metric.spend': 700,
      'metric.limit': 500,
      'metric.visits': null,
    });
  });

  it('say which were not recorded, apart from those that were unknown', () => {
    expect(factsThen(flow, trace).unrecorded).toEqual(['metric.visits']);
    const unknown: Trace = { kind: 'all', verdict: 'unknown', children: [leaf('c', 'metric.visits', null, 9)] };
    expect(factsThen(flow, unknown).unrecorded).not.toContain('metric.visits');
  });

  it('remember that the action held already', () => {
    expect(factsThen(flow, trace).wasHeld).toBe(false);
    expect(
      factsThen(flow, { kind: 'any', verdict: 'no', children: [leaf('a', 'metric.orders', 1, 2, true)] }).wasHeld,
    ).toBe(true);
  });

  it('are opened by an address that names a change', () => {
    expect(parsePastSearch({ change: 7 })).toEqual({ change: '7' });
    expect([parsePastSearch({ change: 'x' }), parsePastSearch({})]).toEqual([{}, {}]);
  });
});
