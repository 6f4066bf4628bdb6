import { describe, expect, it } from '@jest/globals';
import type { ShareLevel } from '@tagloom/contracts';
import { chainOf, Sharing, type LiveShare, type SharedTag, type SharingFacts } from './index.js';

const NOW = Date.UTC(2026, 2, 3);
const tag = (change: Partial<SharedTag> = {}): SharedTag => ({
  id: 1,
  scope: 'department',
  ownerDepartmentId: '10',
  ownerUserId: null,
  groupId: 100,
  ...change,
});
const share = (change: Partial<LiveShare>): LiveShare => ({
  id: '1',
  tagId: null,
  groupId: null,
  departmentId: '20',
  level: 'read',
  until: null,
  ...change,
});
/** 10 市场部 (11 below it), 20 客服部 (21 below it, 22 below that); group 100 is in 101. */
const facts = (shares: LiveShare[] = []): SharingFacts => ({
  tags: [],
  groupParents: new Map([
    [100, 101],
    [101, null],
  ]),
  departmentParents: new Map([
    ['10', null],
    ['11', '10'],
    ['20', null],
    ['21', '20'],
    ['22', '21'],
  ]),
  shares,
});
const decide = (departmentId: string | null, of: SharedTag, shares: LiveShare[] = [], userId: string | null = '7') => {
  const { level, from } = new Sharing(facts(shares)).decide(of, { departmentId, userId }, NOW);
  return [level, from];
};

describe('the level of a tag', () => {
  it('is edit for its owner department and those below it, and hidden for the others', () => {
    expect(decide('10', tag())).toEqual(['edit', 'owner']);
    expect(decide('11', tag())).toEqual(['edit', 'owner']);
    expect(decide('20', tag())).toEqual(['hidden', 'default']);
    expect(decide('10', tag({ ownerDepartmentId: '11' }))).toEqual(['hidden', 'default']);
  });

  it('of the enterprise is assign for everybody but its owner', () => {
    expect(decide('20', tag({ scope: 'enterprise', ownerDepartmentId: null }))).toEqual(['assign', 'default']);
    expect(decide('10', tag({ scope: 'enterprise' }))).toEqual(['edit', 'owner']);
  });

  it('is what was lent, to the department and those below it', () => {
    const lent = [share({ tagId: 1, level: 'use' })];
    expect(decide('20', tag(), lent)).toEqual(['use', 'share']);
    expect(decide('22', tag(), lent)).toEqual(['use', 'share']);
    expect(decide('20', tag({ id: 2 }), lent)).toEqual(['hidden', 'default']);
  });

  it('is that of the nearest department, even when it is the lower', () => {
    const lent = [share({ tagId: 1, level: 'assign' }), share({ tagId: 1, level: 'exists', departmentId: '21' })];
    expect(decide('22', tag(), lent)).toEqual(['exists', 'share']);
    expect(decide('20', tag(), lent)).toEqual(['assign', 'share']);
  });

  it('is that of the tag before those of its groups, the nearer group first', () => {
    const outer = share({ groupId: 101, level: 'assign' });
    const inner = share({ groupId: 100, level: 'masked' });
    expect(decide('20', tag(), [outer])).toEqual(['assign', 'group']);
    expect(decide('20', tag(), [outer, inner])).toEqual(['masked', 'group']);
    expect(decide('20', tag(), [outer, inner, share({ tagId: 1, level: 'hidden' })])).toEqual(['hidden', 'share']);
  });

  it('may be lowered below what the enterprise gives', () => {
    const locked = [share({ tagId: 1, level: 'masked' })];
    expect(decide('20', tag({ scope: 'enterprise', ownerDepartmentId: null }), locked)).toEqual(['masked', 'share']);
  });

  it('falls back at the very moment at which a share ends', () => {
    const lent = (until: number) => [share({ tagId: 1, level: 'use', until })];
    expect(decide('20', tag(), lent(NOW + 1))).toEqual(['use', 'share']);
    expect(decide('20', tag(), lent(NOW))).toEqual(['hidden', 'default']);
    const above = [...lent(NOW), share({ tagId: 1, level: 'read', departmentId: '20' })];
    expect(decide('21', tag(), [share({ tagId: 1, level: 'use', departmentId: '21', until: NOW }), above[1]])).toEqual([
      'read',
      'share',
    ]);
  });

  it('is edit for the whole organisation, but of somebody’s personal tag it learns no more than that it exists', () => {
    const personal = tag({ scope: 'personal', ownerUserId: '8', ownerDepartmentId: null });
    expect(decide(null, tag())).toEqual(['edit', 'owner']);
    expect(decide(null, personal)).toEqual(['exists', 'default']);
    expect(decide('20', personal)).toEqual(['hidden', 'default']);
    expect(decide('20', personal, [], '8')).toEqual(['edit', 'owner']);
    expect(decide('20', personal, [share({ tagId: 1, level: 'edit' })])).toEqual(['hidden', 'default']);
    expect(decide('20', personal, [], null)).toEqual(['hidden', 'default']);
  });

  it('is hidden for a department that does not exist, whatever the scope and the shares', () => {
    for (const departmentId of ['99', '', '__proto__', 'toString', undefined as unknown as string])
      for (const own of [tag(), tag({ scope: 'enterprise' }), tag({ ownerDepartmentId: departmentId })])
        expect(decide(departmentId, own, [share({ tagId: 1, departmentId, level: 'edit' })])[0]).toBe('hidden');
  });

  it('that is no level opens nothing', () => {
    const lent = [share({ tagId: 1, level: '__proto__' as ShareLevel })];
    expect(decide('20', tag(), lent)).toEqual(['hidden', 'share']);
  });
});

describe('the next end of a share', () => {
  it('is the nearest that is still to come', () => {
    const ends = [NOW - 1, NOW, NOW + 5, NOW + 3].map((until, index) => share({ tagId: index, until }));
    expect(new Sharing(facts(ends)).nextEnd(NOW)).toBe(NOW + 3);
    expect(new Sharing(facts([share({ tagId: 1 })])).nextEnd(NOW)).toBeNull();
  });
});

describe('a chain of parents', () => {
  it('ends when damaged data goes round', () => {
    const round = new Map<string, string | null>([
      ['a', 'b'],
      ['b', 'a'],
    ]);
    expect(chainOf(round, 'a')).toEqual(['a', 'b']);
    expect(chainOf(round, 'nobody')).toEqual([]);
    expect(chainOf(round, null)).toEqual([]);
  });
});
