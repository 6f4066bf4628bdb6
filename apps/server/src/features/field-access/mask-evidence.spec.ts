import { describe, expect, it } from '@jest/globals';
import type { LeafTrace, Trace, Verdict } from '@tagloom/contracts';
import { maskActionTrace } from './mask-evidence.js';

const mask = {
  levelOfFact: (fact: string) => (fact === 'profile.phone' ? ('masked' as const) : ('shown' as const)),
  valueOfFact: (fact: string, value: unknown) => (fact === 'profile.phone' ? '138****9527' : value),
};
const leaf = (fact: string, verdict: Verdict, operator = 'equal'): LeafTrace => ({
  ...{ kind: 'leaf', fact, operator, expected: 'x', actual: 'x', verdict },
});
const kept = (verdict: Verdict) => leaf('profile.phone', verdict);
const shown = (verdict: Verdict) => leaf('profile.city', verdict);
const gate = (kind: 'all' | 'any' | 'not' | 'atLeast' | 'score', children: Trace[], more: object = {}): Trace => ({
  ...{ kind, verdict: 'yes', children },
  ...more,
});
const verdictOf = (trace: Trace) => maskActionTrace({ actionNodeId: 'a', verdict: 'yes', trace }, mask).trace.verdict;

describe('evidence with a field that the reader has masked', () => {
  it('keeps what the rule decided, and neither the value nor what came of comparing it', () => {
    const told = maskActionTrace({ actionNodeId: 'a', verdict: 'yes', trace: kept('yes') }, mask);
    expect(told).toMatchObject({
      verdict: 'yes',
      trace: { actual: '138****9527', verdict: 'unknown', withheld: true },
    });
    expect(JSON.stringify(told)).not.toContain('"actual":"x"');
  });

  it.each<[string, Trace, Verdict]>([
    ['all, by another that does not hold', gate('all', [kept('yes'), shown('no')]), 'no'],
    ['all', gate('all', [kept('yes'), shown('yes')]), 'unknown'],
    ['any, by another that holds', gate('any', [kept('no'), shown('yes')]), 'yes'],
    ['any', gate('any', [kept('yes'), shown('no')]), 'unknown'],
    ['not', gate('not', [kept('no')]), 'unknown'],
    ['one of two', gate('atLeast', [kept('yes'), shown('yes')], { required: 1 }), 'yes'],
    ['two of two', gate('atLeast', [kept('yes'), shown('yes')], { required: 2 }), 'unknown'],
    ['two of two, by one that does not hold', gate('atLeast', [kept('yes'), shown('no')], { required: 2 }), 'no'],
    ['a score', gate('score', [kept('yes'), shown('yes')], { required: 50, weights: [1, 1] }), 'unknown'],
    ['a gate in a gate', gate('all', [gate('not', [kept('no')]), shown('yes')]), 'unknown'],
  ])('says of %s no more than what follows from the rest', (_title, trace, verdict) => {
    expect(verdictOf(trace)).toBe(verdict);
  });

  it('does not count what holds of parts that are kept', () => {
    const trace = gate('atLeast', [kept('yes'), shown('yes'), shown('no')], { required: 1, reached: 2 });
    expect(maskActionTrace({ actionNodeId: 'a', verdict: 'yes', trace }, mask).trace).not.toHaveProperty('reached');
  });

  it('answers whether a masked value is there, as it is seen', () => {
    expect(verdictOf(leaf('profile.phone', 'yes', 'isKnown'))).toBe('yes');
  });

  it('leaves evidence on other fields as it is', () => {
    const trace = gate('atLeast', [shown('yes'), shown('no')], { required: 1, reached: 1 });
    expect(maskActionTrace({ actionNodeId: 'a', verdict: 'yes', trace }, mask).trace).toEqual(trace);
  });

  it('keeps a comparison of another field with it', () => {
    expect(verdictOf({ ...shown('yes'), expectedFact: 'profile.phone' } as Trace)).toBe('unknown');
  });
});
