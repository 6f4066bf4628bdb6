import type { Tag, TagGroup, TagHealth } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { buildLibrary, type LibrarySource } from './library-model';
import { parseLibrarySearch, type LibrarySearch } from './library-search';

const tag = (id: string, zh: string, more: Partial<Tag> = {}): Tag => ({
  id,
  key: `t${id}`,
  name: { 'zh-CN': zh },
  meaning: '',
  kind: 'flag',
  values: [],
  category: 'value',
  groupId: null,
  position: 0,
  scope: 'enterprise',
  ownerDepartmentId: null,
  level: 'assign',
  customers: 3,
  localName: null,
  purpose: '',
  sensitivity: 'internal',
  stewardId: null,
  reviewAt: null,
  revision: 1,
  ...more,
});
const group = (id: string, parentId: string | null): TagGroup => ({
  id,
  key: `g${id}`,
  name: { 'zh-CN': `分组 ${id}` },
  category: 'value',
  exclusive: false,
  parentId,
  ownerDepartmentId: null,
  editable: true,
  revision: 1,
});
const health = (id: string, more: Partial<TagHealth>): TagHealth => ({
  id,
  key: `t${id}`,
  name: { 'zh-CN': id },
  groupId: null,
  customers: 3,
  share: 0.1,
  flows: 1,
  lastChangeAt: null,
  overlap: null,
  stale: false,
  pastReview: false,
  missing: [],
  retirement: [],
  ...more,
});

const local = { departmentId: '9', departmentName: '客服部', name: { 'zh-CN': '贵宾' }, meaning: '' };
const tags = [
  tag('1', '散客'),
  tag('2', '银卡会员', { groupId: '12', position: 1, ownerDepartmentId: '5', level: 'masked' }),
  tag('3', '金卡会员', { groupId: '12', localName: local, name: { 'zh-CN': '金卡会员', en: 'Gold' } }),
  tag('4', '会员', { groupId: '11', scope: 'department', sensitivity: 'sensitive', reviewAt: '2026-11-21' }),
  tag('5', '城市', { category: 'basic', reviewAt: '2026-11-22' }),
];
const source: LibrarySource = {
  taxonomy: { groups: [group('12', '11'), group('11', null)], tags },
  health: new Map([
    ['2', health('2', { flows: 0 })],
    ['3', health('3', { stale: true })],
    ['4', health('4', { missing: ['purpose'] })],
  ]),
  found: undefined,
  today: '2026-11-22',
};
const shown = (search: LibrarySearch, more: Partial<LibrarySource> = {}) =>
  buildLibrary({ ...source, ...more }, search).rows.map((row) => row.tag.id);

describe('the library', () => {
  it('shows tags by category, then as the tree has its groups, then in their order; those in no group last', () => {
    expect(shown({})).toEqual(['5', '4', '3', '2', '1']);
  });

  it('shows of a branch all that is inside it, however deep', () => {
    expect(shown({ branch: '11' })).toEqual(['4', '3', '2']);
    expect(shown({ branch: '12' })).toEqual(['3', '2']);
    expect(shown({ branch: 'basic' })).toEqual(['5']);
    expect(shown({ branch: '77' })).toEqual([]);
  });

  it('counts at each branch what is inside and fits, also while another one is chosen', () => {
    const { counts } = buildLibrary(source, { branch: 'basic' });
    expect(Object.fromEntries(counts)).toEqual({ value: 4, basic: 1, '11': 3, '12': 2 });
    expect(Object.fromEntries(buildLibrary(source, { q: '金卡' }).counts)).toEqual({ value: 1, '11': 1, '12': 1 });
  });

  it('finds by name, English, the department’s own name and key, and whatever the server found by pinyin', () => {
    expect(shown({ q: '金卡' })).toEqual(['3']);
    expect(shown({ q: 'gOLD' })).toEqual(['3']);
    expect(shown({ q: '贵宾' })).toEqual(['3']);
    expect(shown({ q: 'yk' })).toEqual([]);
    expect(shown({ q: 'yk' }, { found: new Set(['2']) })).toEqual(['2']);
  });

  it.each<[LibrarySearch, string[]]>([
    [{ owner: '5' }, ['2']],
    [{ owner: 'none' }, ['5', '4', '3', '1']],
    [{ scope: 'department' }, ['4']],
    [{ sensitivity: 'sensitive' }, ['4']],
    [{ level: 'use' }, ['5', '4', '3', '1']],
    [{ only: 'stale' }, ['3']],
    [{ only: 'unused' }, ['2']],
    [{ only: 'review' }, ['4']],
    [{ only: 'incomplete' }, ['4']],
    [{ only: 'unused', scope: 'department' }, []],
  ])('narrows down to %j', (search, expected) => {
    expect(shown(search)).toEqual(expected);
  });

  it('calls nothing unused or stale that it knows nothing of', () => {
    expect(shown({ only: 'unused' }, { health: undefined })).toEqual([]);
    expect(shown({ only: 'stale' }, { health: undefined })).toEqual([]);
  });
});

describe('the address of the library', () => {
  it('keeps what the page knows and drops the rest', () => {
    expect(
      parseLibrarySearch({ branch: 12, q: '', scope: 'galaxy', level: 'read', only: 'stale', other: 'x' }),
    ).toEqual({ branch: '12', level: 'read', only: 'stale' });
    expect(parseLibrarySearch({ owner: ['5'], sensitivity: null, q: { a: 1 } })).toEqual({});
  });
});
