import type { TagDetail } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { conflictsOf, toCreate, toUpdate, valuesOf } from './tag-form-values';

const base: TagDetail = {
  id: '7',
  key: 'gold',
  name: { 'zh-CN': '金卡会员', en: 'Gold' },
  meaning: '消费满 20,000 元',
  kind: 'one_of',
  values: ['一级', '二级'],
  category: 'value',
  groupId: '11',
  position: 0,
  scope: 'department',
  ownerDepartmentId: '3',
  level: 'edit',
  customers: 10,
  localName: null,
  purpose: '',
  sensitivity: 'internal',
  stewardId: null,
  reviewAt: null,
  revision: 4,
  examples: { positive: ['买了 21,500 元'], negative: [] },
  validityDays: null,
  ownerDepartmentName: '市场部',
  ownerUserName: null,
  stewardName: null,
  groupPath: [],
  localNames: [],
  createdAt: '2026-11-01T00:00:00Z',
  isOwner: true,
};
const form = valuesOf(base);

describe('what the form sends', () => {
  it('is nothing but the revision when nothing was touched', () => {
    expect(toUpdate(base, form)).toEqual({ revision: 4 });
    expect(toUpdate(base, { ...form, zh: ' 金卡会员 ', positive: ['买了 21,500 元', '  '] })).toEqual({ revision: 4 });
  });

  it('is only what was touched, with null for what was emptied', () => {
    const values = {
      ...form,
      en: '',
      groupId: '',
      ownerDepartmentId: '',
      stewardId: '9',
      reviewAt: '2027-01-01',
      note: ' 改口径 ',
    };
    expect(toUpdate(base, values)).toEqual({
      name: { 'zh-CN': '金卡会员' },
      groupId: null,
      ownerDepartmentId: null,
      stewardId: '9',
      reviewAt: '2027-01-01',
      note: '改口径',
      revision: 4,
    });
  });

  it('has for a new tag no values where the kind has none, and no empty examples', () => {
    const created = toCreate({ ...form, kind: 'flag', key: '', groupId: '', negative: ['', ' 退货 '] });
    expect(created).toMatchObject({
      kind: 'flag',
      values: [],
      examples: { positive: ['买了 21,500 元'], negative: ['退货'] },
    });
    expect(created).not.toHaveProperty('key');
    expect(created).not.toHaveProperty('groupId');
  });
});

describe('a definition that somebody else saved meanwhile', () => {
  it('keeps what was typed and takes over what was not', () => {
    const now: TagDetail = {
      ...base,
      revision: 5,
      meaning: '消费满 18,000 元',
      purpose: '优先接入',
      sensitivity: 'sensitive',
    };
    const typed = { ...form, meaning: '消费满 25,000 元', sensitivity: 'sensitive' as const, zh: '黄金会员' };
    expect(conflictsOf(base, typed, now)).toEqual([
      { field: 'zh', mine: '黄金会员', theirs: '金卡会员', chosen: 'mine' },
      { field: 'meaning', mine: '消费满 25,000 元', theirs: '消费满 18,000 元', chosen: 'mine' },
      { field: 'purpose', mine: '', theirs: '优先接入', chosen: 'theirs' },
    ]);
  });
});
