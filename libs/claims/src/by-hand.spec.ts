import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { effectiveTags, personAddition, personRemoval, type Claim } from './index.js';
import { claim, claimsArbitrary, NOW, RULES } from './testing/arbitraries.js';

const tags = fc.constantFrom(...RULES.keys());
const stateOf = (claims: Claim[], tagId: number, now = NOW) => effectiveTags(claims, RULES, now).get(tagId)?.state;
const without = (claims: Claim[], retracted: Claim[]) => claims.filter((one) => !retracted.includes(one));

const remove = (claims: Claim[], tagId: number) => personRemoval(claims, { tagId, personId: '5' }, NOW);

function removed(claims: Claim[], tagId: number): Claim[] {
  const { retract, forbid } = remove(claims, tagId);
  return [...without(claims, retract), ...(forbid ? [forbid] : [])];
}

describe('removing a tag by hand', () => {
  it('only withdraws when nobody but people asserts it', () => {
    const mine = claim(7, 'person');
    expect(remove([mine, claim(6, 'flow')], 7)).toEqual({ retract: [mine], forbid: null });
  });

  it('forbids as well when a flow goes on asserting it', () => {
    expect(remove([claim(7, 'flow')], 7)).toEqual({
      retract: [],
      forbid: claim(7, 'person', { stance: 'forbid', sourceId: '5', since: NOW }),
    });
  });

  it('forbids a tag that is beaten now but would come back when its rival leaves', () => {
    const claims = [claim(1, 'flow'), claim(2, 'flow', { priority: 9 })];
    expect(stateOf(claims, 1)).toBe('beaten');
    expect(remove(claims, 1).forbid).not.toBeNull();
  });

  it('needs no second forbid', () => {
    expect(remove([claim(7, 'flow'), claim(7, 'person', { stance: 'forbid' })], 7)).toEqual({
      retract: [],
      forbid: null,
    });
  });

  it('until a time forbids even what nobody asserts, in place of earlier forbids, and ends then', () => {
    const earlier = claim(7, 'person', { stance: 'forbid', sourceId: '9' });
    const until = NOW + 10;
    const { retract, forbid } = personRemoval([earlier], { tagId: 7, personId: '5', expiresAt: until }, NOW);
    expect(retract).toEqual([earlier]);
    const claims = [claim(7, 'flow'), forbid as Claim];
    expect(stateOf(claims, 7, until - 1)).toBe('forbidden');
    expect(stateOf(claims, 7, until)).toBe('held');
  });

  it('leaves the tag neither held nor waiting, and touches people’s asserts of that tag alone', () => {
    fc.assert(
      fc.property(claimsArbitrary, tags, (claims, tagId) => {
        expect(['held', 'beaten']).not.toContain(stateOf(removed(claims, tagId), tagId));
        for (const one of remove(claims, tagId).retract)
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
