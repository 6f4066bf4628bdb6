import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diffEffective, effectiveTags, type Claim } from './index.js';
import { claim, claimsArbitrary, NOW, RULES } from './testing/arbitraries.js';

const effect = (claims: Claim[]) => effectiveTags(claims, RULES, NOW);

describe('the difference of two effective states', () => {
  it('tells what came, what left and what changed its value, by tag', () => {
    const before = effect([claim(1, 'flow'), claim(6, 'flow', { value: 'a' })]);
    const after = effect([claim(1, 'flow'), claim(2, 'person', { value: 3 }), claim(6, 'flow', { value: 'b' })]);
    expect(diffEffective(before, after)).toEqual([
      { tagId: 1, before: { held: true, value: null }, after: { held: false, value: null } },
      { tagId: 2, before: { held: false, value: null }, after: { held: true, value: 3 } },
      { tagId: 6, before: { held: true, value: 'a' }, after: { held: true, value: 'b' } },
    ]);
  });

  it('says nothing when only the reason changes, or a tag that did not hold is forbidden', () => {
    const before = effect([claim(7, 'flow')]);
    expect(diffEffective(before, effect([claim(7, 'person')]))).toEqual([]);
    expect(diffEffective(effect([]), effect([claim(6, 'person', { stance: 'forbid' })]))).toEqual([]);
  });

  it('takes a list of values as a set', () => {
    const value = (list: string[]) => effect([claim(7, 'flow', { value: list })]);
    expect(diffEffective(value(['a', 'b']), value(['b', 'a']))).toEqual([]);
    expect(diffEffective(value(['a', 'b']), value(['a', 'c']))).toHaveLength(1);
    expect(diffEffective(value(['a', 'b']), value(['a']))).toHaveLength(1);
  });

  it('turns one state into the other, and back with the sides swapped', () => {
    const held = (claims: Claim[]) =>
      new Map(
        [...effect(claims).values()].filter(({ state }) => state === 'held').map(({ tagId, value }) => [tagId, value]),
      );
    fc.assert(
      fc.property(claimsArbitrary, claimsArbitrary, (first, second) => {
        const changes = diffEffective(effect(first), effect(second));
        const patched = held(first);
        for (const { tagId, after } of changes) {
          if (after.held) patched.set(tagId, after.value);
          else patched.delete(tagId);
        }
        expect(new Map([...patched].sort())).toEqual(new Map([...held(second)].sort()));
        expect(diffEffective(effect(second), effect(first))).toEqual(
          changes.map(({ tagId, before, after }) => ({ tagId, before: after, after: before })),
        );
        expect(diffEffective(effect(first), effect(first))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
