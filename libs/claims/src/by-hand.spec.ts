import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { effectiveTags, personAddition, personRemoval, type Claim } from './index.js';
import { claim, claimsArbitrary, NOW, RULES } from './testing/arbitraries.js';

const tags = fc.constantFrom(...RULES.keys());
const stateOf = (claims: Claim[], tagId: number, now = NOW) => effectiveTags(claims, RULES, now).get(tagId)?.state;
const without = (claims: Claim[], retracted: Claim[]) => claims.filter((one) => !retracted.includes(one));

function removed(claims: Claim[], tagId: number): Claim[] {
  const { retract, forbid } = personRemoval(claims, tagId, NOW);
  const rest = without(claims, retract);
  return forbid ? [...rest, claim(tagId, 'person', { stance: 'forbid', sourceId: '5', since: NOW })] : rest;
}

describe('removing a tag by hand', () => {
  it('only withdraws when nobody but people asserts it', () => {
    const mine = claim(7, 'person');
    expect(personRemoval([mine, claim(6, 'flow')], 7, NOW)).toEqual({ retract: [mine], forbid: false });
  });

  it('forbids as well when a flow goes on asserting it', () => {
    expect(personRemoval([claim(7, 'flow')], 7, NOW)).toEqual({ retract: [], forbid: true });
  });

  it('forbids a tag that is beaten now but would come back when its rival leaves', () => {
    const claims = [claim(1, 'flow'), claim(2, 'flow', { priority: 9 })];
    expect(stateOf(claims, 1)).toBe('beaten');
    expect(personRemoval(claims, 1, NOW).forbid).toBe(true);
  });

  it('needs no second forbid', () => {
    expect(personRemoval([claim(7, 'flow'), claim(7, 'person', { stance: 'forbid' })], 7, NOW)).toEqual({
      retract: [],
      forbid: false,
    });
  });

  it('leaves the tag neither held nor waiting, and touches people’s asserts of that tag alone', () => {
    fc.assert(
      fc.property(claimsArbitrary, tags, (claims, tagId) => {
        expect(['held', 'beaten']).not.toContain(stateOf(removed(claims, tagId), tagId));
        for (const one of personRemoval(claims, tagId, NOW).retract)
          expect([one.tagId, one.source, one.stance]).toEqual([tagId, 'person', 'assert']);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('adding a tag by hand', () => {
  it('withdraws people’s forbids and asserts the tag with its value', () => {
    const forbid = claim(7, 'person', { stance: 'forbid' });
    const { retract, assert } = personAddition(
      [forbid, claim(7, 'flow')],
      { tagId: 7, personId: '5', value: 'a' },
      NOW,
    );
    expect(retract).toEqual([forbid]);
    expect(assert).toEqual(claim(7, 'person', { sourceId: '5', value: 'a', since: NOW }));
  });

  it('makes the tag hold whatever the other sources say, unless a person gave a rival more priority', () => {
    fc.assert(
      fc.property(claimsArbitrary, tags, (claims, tagId) => {
        const ordinary = claims.filter((one) => one.source !== 'person' || one.priority <= 0);
        const { retract, assert } = personAddition(ordinary, { tagId, personId: '5', value: 'mine' }, NOW);
        const effective = effectiveTags([...without(ordinary, retract), assert], RULES, NOW).get(tagId);
        expect(effective).toMatchObject({ state: 'held', value: 'mine' });
      }),
      { numRuns: 1000 },
    );
  });

  it('is undone by removing, and does again after removing', () => {
    fc.assert(
      fc.property(claimsArbitrary, tags, (claims, tagId) => {
        const gone = removed(claims, tagId);
        const { retract, assert } = personAddition(gone, { tagId, personId: '5', value: null, priority: 9 }, NOW);
        const added = [...without(gone, retract), assert];
        expect(stateOf(added, tagId)).toBe('held');
        expect(['held', 'beaten']).not.toContain(stateOf(removed(added, tagId), tagId));
      }),
    );
  });
});
