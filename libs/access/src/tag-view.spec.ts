import { describe, expect, it } from '@jest/globals';
import { SHARE_LEVELS, type ShareLevel } from '@tagloom/contracts';
import { AccessError, includesLevel, Sharing, TagView, tagViewOf, type Viewer } from './index.js';

const view = (levels: Record<number, ShareLevel>) =>
  new TagView(new Map(Object.entries(levels).map(([id, level]) => [Number(id), level])));

describe('levels', () => {
  it('include themselves and all before them, and nothing else', () => {
    SHARE_LEVELS.forEach((level, rank) =>
      SHARE_LEVELS.forEach((wanted, wantedRank) => expect(includesLevel(level, wanted)).toBe(rank >= wantedRank)),
    );
  });

  it.each(['', '__proto__', 'toString', 'EDIT', 'admin', null, undefined, {}, [], 6, ['edit']])(
    'are never met by %p, nor met when it is asked for',
    (strange) => {
      expect(includesLevel(strange as ShareLevel, 'exists')).toBe(false);
      expect(includesLevel('edit', strange as ShareLevel)).toBe(false);
    },
  );
});

describe('the view of a viewer', () => {
  const seen = view({ 3: 'use', 1: 'edit', 2: 'hidden', 4: 'exists' });

  it('answers the same in memory and as a list of ids', () => {
    for (const level of SHARE_LEVELS)
      expect(seen.idsFrom(level)).toEqual([1, 2, 3, 4, 5].filter((id) => id !== 5 && seen.can(level, id)));
  });

  it('answers for a hidden tag as for none', () => {
    expect([seen.levelOf(2), seen.levelOf(99)]).toEqual(['hidden', 'hidden']);
    expect([seen.can('exists', 2), seen.can('exists', 99)]).toEqual([false, false]);
  });

  it('has a key that tells views apart, and does not tell of hidden tags', () => {
    expect(seen.key).toBe(view({ 1: 'edit', 3: 'use', 4: 'exists' }).key);
    expect(seen.key).not.toBe(view({ 1: 'edit', 3: 'read', 4: 'exists' }).key);
    expect(view({ 1: 'read' }).key).not.toBe(view({ 11: 'read' }).key);
  });

  it('is complete when nothing is kept from it', () => {
    expect(view({ 1: 'edit', 2: 'edit' }).isComplete).toBe(true);
    expect(view({ 1: 'edit', 2: 'assign' }).isComplete).toBe(false);
    expect(view({ 1: 'edit', 2: 'hidden' }).isComplete).toBe(false);
  });

  it.each(['', '__proto__', undefined, null, {}, []])('makes no filter for the level %p', (level) => {
    expect(() => seen.idsFrom(level as ShareLevel)).toThrow(AccessError);
  });
});

describe('a viewer that is incomplete is refused', () => {
  const sharing = new Sharing({ tags: [], groupParents: new Map(), departmentParents: new Map(), shares: [] });
  it.each([
    ['null', null],
    ['undefined', undefined],
    ['an empty object', {}],
    ['a text', 'admin'],
    ['a list', []],
    ['no department', { userId: '1' }],
    ['an empty department', { departmentId: '', userId: '1' }],
    ['a blank person', { departmentId: '1', userId: ' ' }],
    ['a department that JSON lost', JSON.parse(JSON.stringify({ departmentId: undefined, userId: '1' }))],
    ['a numeric department', { departmentId: 1, userId: null }],
  ])('%s', (_case, viewer) => {
    expect(() => tagViewOf(sharing, viewer as Viewer, 0)).toThrow(AccessError);
  });
});
