import { describe, expect, it } from '@jest/globals';
import { raisesBetween, Sharing, type LiveShare, type SharedTag, type SharingFacts } from './index.js';

const NOW = 1_000_000;
const LATER = NOW + 1_000;

const tag = (change: Partial<SharedTag> = {}): SharedTag => ({
  ...{ id: 1, scope: 'department', ownerDepartmentId: 'market', ownerUserId: null, groupId: null },
  ...change,
});
const share = (departmentId: string, level: LiveShare['level'], change: Partial<LiveShare> = {}): LiveShare => ({
  ...{ id: `${departmentId}/${level}`, tagId: 1, groupId: null, departmentId, level, until: null },
  ...change,
});
const facts = (change: Partial<SharingFacts> = {}): SharingFacts => ({
  tags: [tag()],
  groupParents: new Map([
    [10, null],
    [11, 10],
  ]),
  departmentParents: new Map([
    ['market', null],
    ['shop', 'market'],
    ['service', null],
    ['night', 'service'],
  ]),
  shares: [],
  ...change,
});
const before = new Sharing(facts());
const withShares = (...shares: LiveShare[]) => new Sharing(facts({ shares }));
const raised = (from: Sharing, to: Sharing, one = tag(), other = one) =>
  raisesBetween({ sharing: from, tag: one }, { sharing: to, tag: other }, NOW).map(({ departmentId }) => departmentId);

describe('who has more of a tag than before', () => {
  it('is nobody when nothing changes, or when there is less', () => {
    const lent = withShares(share('service', 'use'));
    expect(raised(lent, lent)).toEqual([]);
    expect(raised(lent, withShares(share('service', 'read')))).toEqual([]);
    expect(raised(lent, before)).toEqual([]);
  });

  it('are the department that is lent it and those below, never the owner’s', () => {
    expect(raised(before, withShares(share('service', 'read')))).toEqual(['service', 'night']);
    expect(raised(before, withShares(share('market', 'edit'), share('shop', 'edit')))).toEqual([]);
  });

  it('is a department below that had less of its own, though the one above has what it had', () => {
    const inGroup = tag({ groupId: 11 });
    const group = (departmentId: string, level: LiveShare['level']) =>
      share(departmentId, level, { tagId: null, groupId: 10 });
    const former = withShares(group('service', 'read'), group('night', 'hidden'));
    const later = withShares(group('service', 'read'), group('night', 'hidden'), share('service', 'read'));
    expect(raised(former, later, inGroup)).toEqual(['night']);
  });

  it('counts a longer share, and a short one in the place of a lock', () => {
    const short = withShares(share('service', 'read', { until: LATER }));
    expect(raised(short, withShares(share('service', 'read')))).toEqual(['service', 'night']);
    expect(raised(withShares(share('service', 'read')), short)).toEqual([]);
    const open = tag({ scope: 'enterprise' });
    const locked = withShares(share('service', 'hidden'));
    const unlocking = withShares(share('service', 'hidden', { until: LATER }));
    expect(raised(locked, unlocking, open)).toEqual(['service', 'night']);
    expect(raisesBetween({ sharing: locked, tag: open }, { sharing: unlocking, tag: open }, NOW)[0]).toEqual({
      ...{ departmentId: 'service', at: LATER, from: 'hidden', to: 'assign' },
    });
  });

  it('counts another owner, a wider scope, and a group that is lent', () => {
    expect(raised(before, before, tag(), tag({ ownerDepartmentId: 'service' }))).toEqual(['service', 'night']);
    expect(raised(before, before, tag(), tag({ scope: 'enterprise' }))).toEqual(['service', 'night']);
    const lending = withShares(share('night', 'masked', { tagId: null, groupId: 10 }));
    expect(raised(lending, lending, tag(), tag({ groupId: 11 }))).toEqual(['night']);
    const moved = lending.with(({ groupParents }) => ({ groupParents: new Map([...groupParents, [12, 10]]) }));
    expect(raised(lending, moved, tag({ groupId: 12 }))).toEqual(['night']);
  });

  it('does not count what a person gives to the department that they are in', () => {
    const own = tag({ scope: 'personal', ownerUserId: '7' });
    expect(raised(before, before, own, tag())).toEqual([]);
    expect(raised(before, before, own, tag({ scope: 'enterprise' }))).toEqual(['service', 'night']);
  });
});
