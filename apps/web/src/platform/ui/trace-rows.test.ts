import type { LeafTrace, Trace } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { traceRows } from './trace-rows';

const leaf = (fact: string, verdict: LeafTrace['verdict']): LeafTrace => ({
  kind: 'leaf',
  fact,
  operator: 'greaterThan',
  expected: 1,
  actual: verdict === 'unknown' ? null : 2,
  verdict,
});

describe('the rows of a trace', () => {
  it('are one line for a single comparison', () => {
    expect(traceRows(leaf('a', 'yes'))).toMatchObject([{ depth: 0, verdict: 'yes', leaf: { fact: 'a' } }]);
  });

  it('leave out the «all» at the top, keeping the order', () => {
    const trace: Trace = {
      kind: 'all',
      verdict: 'no',
      children: [leaf('a', 'yes'), leaf('b', 'no'), leaf('c', 'unknown')],
    };
    expect(traceRows(trace).map((row) => [row.depth, row.verdict, 'leaf' in row && row.leaf.fact])).toEqual([
      [0, 'yes', 'a'],
      [0, 'no', 'b'],
      [0, 'unknown', 'c'],
    ]);
  });

  it('put a gate before what is below it, one step further in', () => {
    const trace: Trace = {
      kind: 'all',
      verdict: 'yes',
      children: [
        leaf('a', 'yes'),
        { kind: 'atLeast', verdict: 'yes', required: 1, reached: 1, children: [leaf('b', 'yes'), leaf('c', 'no')] },
      ],
    };
    expect(
      traceRows(trace).map((row) =>
        'gate' in row ? [row.gate, row.depth, row.required, row.reached] : [row.leaf.fact, row.depth],
      ),
    ).toEqual([
      ['a', 0],
      ['atLeast', 0, 1, 1],
      ['b', 1],
      ['c', 1],
    ]);
  });

  it('have keys of their own', () => {
    const nested: Trace = {
      kind: 'any',
      verdict: 'yes',
      children: [{ kind: 'not', verdict: 'yes', children: [leaf('a', 'no')] }, leaf('a', 'yes')],
    };
    const keys = traceRows(nested).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
