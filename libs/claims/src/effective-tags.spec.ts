import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { effectiveTags, heldTagIds, type Claim, type TagRule } from './index.js';
import { claim, claimArbitrary, claimsArbitrary, NOW, rule, RULES, rules } from './testing/arbitraries.js';

const effect = (claims: Claim[], tagRules: Map<number, TagRule> = RULES) => effectiveTags(claims, tagRules, NOW);
const states = (claims: Claim[], tagRules?: Map<number, TagRule>) =>
  [...effect(claims, tagRules).values()].map(({ tagId, state, value, beatenBy }) => [tagId, state, value, beatenBy]);

describe('one tag', () => {
  it('holds when a source asserts it, with the value of the deciding claim', () => {
    expect(states([claim(7, 'flow', { value: 'a' })])).toEqual([[7, 'held', 'a', null]]);
  });

  it('is forbidden when an assert and a forbid tie', () => {
    expect(states([claim(7, 'flow', { since: 9 }), claim(7, 'api', { stance: 'forbid' })])).toEqual([
      [7, 'forbidden', null, null],
    ]);
  });

  it('holds when the assert has the higher priority, and not the other way round', () => {
    expect(
      states([claim(7, 'flow', { priority: 2 }), claim(7, 'api', { stance: 'forbid', priority: 1 })])[0]?.[1],
    ).toBe('held');
    expect(
      states([claim(7, 'flow', { priority: 1 }), claim(7, 'api', { stance: 'forbid', priority: 2 })])[0]?.[1],
    ).toBe('forbidden');
  });

  it('follows a person against any priority of a flow', () => {
    expect(states([claim(7, 'flow', { priority: 999 }), claim(7, 'person', { stance: 'forbid' })])[0]?.[1]).toBe(
      'forbidden',
    );
    expect(states([claim(7, 'flow', { priority: 999, stance: 'forbid' }), claim(7, 'person')])[0]?.[1]).toBe('held');
  });

  it('takes the value of the strongest assert: a person, then priority, then the latest', () => {
    const value = (...claims: Claim[]) => effect(claims).get(7)?.value;
    const flow = claim(7, 'flow', { value: 'flow', priority: 5, since: 5 });
    const late = claim(7, 'api', { value: 'late', priority: 5, since: 6 });
    const person = claim(7, 'person', { value: 'person' });
    expect(value(flow, person, late)).toBe('person');
    expect(value(flow, late)).toBe('late');
    expect(value(flow, { ...late, priority: 4 })).toBe('flow');
  });

  it('loses a claim at the moment it expires', () => {
    const until = (expiresAt: number) =>
      states([claim(7, 'person', { stance: 'forbid', expiresAt }), claim(7, 'flow')])[0]?.[1];
    expect(until(NOW + 1)).toBe('forbidden');
    expect(until(NOW)).toBe('held');
  });

  it('is not mentioned when every claim has expired or the tag has no rule', () => {
    expect(states([claim(7, 'flow', { expiresAt: NOW }), claim(99, 'person')])).toEqual([]);
  });
});

describe('an exclusive group', () => {
  it('holds the strongest and shows the others as beaten, with by whom', () => {
    expect(
      states([
        claim(1, 'flow', { priority: 1, value: 'a' }),
        claim(2, 'flow', { priority: 3 }),
        claim(3, 'flow', { priority: 2 }),
      ]),
    ).toEqual([
      [1, 'beaten', 'a', 2],
      [2, 'held', null, null],
      [3, 'beaten', null, 2],
    ]);
  });

  it('prefers a person, then the later claim, then the position, then the id', () => {
    const winner = (...claims: Claim[]) => heldTagIds(effect(claims))[0];
    expect(winner(claim(1, 'person'), claim(2, 'flow', { priority: 9, since: 9 }))).toBe(1);
    expect(winner(claim(1, 'flow', { since: 2 }), claim(2, 'flow', { since: 1 }))).toBe(1);
    expect(winner(claim(1, 'flow'), claim(3, 'flow'))).toBe(3);
    expect(winner(claim(3, 'flow'), claim(2, 'flow'))).toBe(2);
  });

  it('is not won by a tag that is forbidden', () => {
    expect(
      states([claim(1, 'flow', { priority: 9 }), claim(1, 'person', { stance: 'forbid' }), claim(2, 'flow')]),
    ).toEqual([
      [1, 'forbidden', null, null],
      [2, 'held', null, null],
    ]);
  });

  it('does not bind tags of a group that is not exclusive, or of none', () => {
    const open = rules(rule(1, 5, 0, false), rule(2, 5, 1, false), rule(3, null, 0, true), rule(4, null, 0, true));
    expect(
      heldTagIds(
        effect(
          [1, 2, 3, 4].map((tagId) => claim(tagId, 'flow')),
          open,
        ),
      ),
    ).toEqual([1, 2, 3, 4]);
  });
});

describe('effective tags as a function of the set of claims', () => {
  it('do not depend on the order or the repetition of claims', () => {
    const shuffled = claimsArbitrary.chain((claims) =>
      fc.tuple(fc.constant(claims), fc.shuffledSubarray(claims, { minLength: claims.length })),
    );
    fc.assert(
      fc.property(shuffled, ([claims, permuted]) => {
        const expected = [...effect(claims)];
        expect([...effect(permuted)]).toEqual(expected);
        expect([...effect([...permuted, ...claims])]).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('do not depend on the order of claims that differ in their end or pin alone', () => {
    const forever = claim(6, 'flow', { value: 'b' });
    for (const other of [
      { ...forever, expiresAt: NOW + 1 },
      { ...forever, pinned: true },
    ]) {
      const expected = other.pinned ? other : forever;
      expect(effect([forever, other]).get(6)?.deciding).toBe(expected);
      expect(effect([other, forever]).get(6)?.deciding).toBe(expected);
    }
  });

  it('come out the same when only the deciding claims are kept', () => {
    fc.assert(
      fc.property(claimsArbitrary, (claims) => {
        const once = effect(claims);
        expect(effect([...once.values()].map(({ deciding }) => deciding))).toEqual(once);
      }),
    );
  });

  it('of one tag outside a group are untouched by claims on other tags', () => {
    fc.assert(
      fc.property(claimsArbitrary, claimArbitrary, (claims, added) => {
        const group = (tagId: number) => RULES.get(tagId)?.groupId ?? `alone ${tagId}`;
        const [before, after] = [effect(claims), effect([...claims, added])];
        for (const tagId of RULES.keys())
          if (group(tagId) !== group(added.tagId) || !RULES.get(tagId)?.exclusive)
            if (tagId !== added.tagId) expect(after.get(tagId)).toEqual(before.get(tagId));
      }),
      { numRuns: 1000 },
    );
  });

  it('hold exactly one tag of an exclusive group as soon as one of them may hold', () => {
    fc.assert(
      fc.property(claimsArbitrary, (claims) => {
        const effective = [...effect(claims).values()];
        for (const tags of [
          [1, 2, 3],
          [4, 5],
        ]) {
          const rivals = effective.filter(({ tagId, state }) => tags.includes(tagId) && state !== 'forbidden');
          const held = rivals.filter(({ state }) => state === 'held');
          expect(held).toHaveLength(rivals.length ? 1 : 0);
          for (const { state, beatenBy } of rivals) expect(beatenBy).toBe(state === 'held' ? null : held[0]?.tagId);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('never hold a tag that a person forbids and no person asserts', () => {
    fc.assert(
      fc.property(claimsArbitrary, fc.constantFrom(...RULES.keys()), (claims, tagId) => {
        const others = claims.filter((one) => one.tagId !== tagId || one.source !== 'person');
        const forbid = claim(tagId, 'person', { stance: 'forbid', priority: -5 });
        expect(effect([...others, forbid]).get(tagId)?.state).toBe('forbidden');
      }),
    );
  });

  it('keep a tag when one flow stops claiming it and another goes on', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.nat(), fc.nat(), (p1, p2, s1, s2) => {
        const first = claim(7, 'flow', { sourceId: '1', priority: p1, since: s1 });
        const second = claim(7, 'flow', { sourceId: '2', priority: p2, since: s2 });
        expect(effect([first, second]).get(7)?.state).toBe('held');
        expect(effect([second]).get(7)?.state).toBe('held');
        expect(effect([]).size).toBe(0);
      }),
    );
  });
});
