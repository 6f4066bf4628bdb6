import { describe, expect, it } from '@jest/globals';
import { includesLevel, requireScope, Sharing, tagViewOf, type ActorContext, type Viewer } from '@tagloom/access';
import type { ShareLevel } from '@tagloom/contracts';
import { tagsNamed } from '../../src/features/catalog/tags-named.js';
import { viewerSetting } from '../../src/platform/database/scoped-database.js';

const STRANGE: unknown[] = [
  null,
  undefined,
  '',
  ' ',
  [],
  {},
  '__proto__',
  'toString.x',
  'constructor',
  0,
  NaN,
  true,
  ['1'],
  '1; --',
];
/** Null is a department for those who say so: the whole organisation. */
const STRANGE_DEPARTMENTS = STRANGE.filter((value) => value !== null);
const NOW = new Date('2026-03-03T08:00:00Z');
const BUILT_IN = [Object.prototype, Array.prototype, Function.prototype, String.prototype, Map.prototype];
const snapshot = () => BUILT_IN.map((each) => Reflect.ownKeys(each).map(String).sort().join());

const tag = { id: 1, scope: 'department' as const, ownerDepartmentId: '10', ownerUserId: null, groupId: null };
const sharing = new Sharing({
  tags: [tag, { ...tag, id: 2, scope: 'enterprise' }],
  groupParents: new Map(),
  departmentParents: new Map([['10', null]]),
  shares: [],
});
const context = (change: Record<string, unknown>) =>
  ({
    actor: { kind: 'person', id: '7', name: '李敏' },
    role: 'agent',
    departmentId: '10',
    locale: 'zh-CN',
    ...change,
  }) as unknown as ActorContext;

describe('what is not said plainly', () => {
  const before = snapshot();

  it.each(STRANGE.map((value) => [value]))('is no scope, no role, no actor and no view: %p', (value) => {
    expect(() => requireScope(value as ActorContext)).toThrow();
    expect(() => requireScope(context({ role: value }))).toThrow();
    expect(() => requireScope(context({ actor: value }))).toThrow();
    if (value !== undefined && value !== true) expect(() => requireScope(context({ seeAs: value }))).toThrow();
  });

  it.each(STRANGE_DEPARTMENTS.map((value) => [value]))('is no department: %p', (value) => {
    const viewer = { departmentId: value, userId: '7' } as Viewer;
    const seen = () => {
      try {
        return tagViewOf(sharing, viewer, NOW.getTime()).idsFrom('exists');
      } catch {
        return [];
      }
    };
    expect(seen()).toEqual([]);
    expect(() => viewerSetting(viewer, NOW)).toThrow();
  });

  it.each(STRANGE.map((value) => [value]))('is no level: %p', (value) => {
    const view = tagViewOf(sharing, { departmentId: '10', userId: null }, NOW.getTime());
    expect(() => view.idsFrom(value as ShareLevel)).toThrow();
    expect(view.can(value as ShareLevel, 1)).toBe(false);
    expect(includesLevel('edit', value as ShareLevel)).toBe(false);
    expect(includesLevel(value as ShareLevel, 'exists')).toBe(false);
  });

  it.each(STRANGE.map((value) => [value]))('names no tag, and breaks nothing: %p', (value) => {
    const keys = tagsNamed({ tag: value, [String(value)]: { fact: value }, audience: { include: value } });
    for (const key of keys) expect(typeof key).toBe('string');
    expect(tagsNamed({ nodes: [{ data: { fact: 'tag.__proto__' } }] })).toEqual(new Set(['__proto__']));
  });

  it('changes no prototype of the language', () => {
    expect(snapshot()).toEqual(before);
  });
});
