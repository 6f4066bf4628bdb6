import type { Condition } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { conditionToFilter, EMPTY_FILTER, filterToCondition, newRow } from './filter-rows';

const vip = { fact: 'tag.vip', operator: 'equal', value: true };
const orders = { fact: 'metric.orders_90d', operator: 'between', value: [1, 5] };

describe('a filter as a condition', () => {
  it('joins its complete rows by all or any', () => {
    expect(filterToCondition({ match: 'all', rows: [newRow(vip), newRow(orders)] })).toEqual({ all: [vip, orders] });
    expect(filterToCondition({ match: 'any', rows: [newRow(vip), newRow(orders)] })).toEqual({ any: [vip, orders] });
  });

  it('is nothing without rows', () => {
    expect(filterToCondition(EMPTY_FILTER)).toBeUndefined();
  });

  it.each([
    ['no fact', {}],
    ['no value', { fact: 'profile.city', operator: 'equal' }],
    ['half a range', { fact: 'metric.orders_90d', operator: 'between', value: [1, undefined] }],
    ['an empty list', { fact: 'profile.city', operator: 'in', value: [] }],
  ])('leaves out a row with %s', (_, row) => {
    expect(filterToCondition({ match: 'all', rows: [newRow(row), newRow(vip)] })).toEqual({ all: [vip] });
  });

  it('keeps a row whose operator needs no value', () => {
    const known = { fact: 'profile.phone', operator: 'isKnown' };
    expect(filterToCondition({ match: 'all', rows: [newRow(known)] })).toEqual({ all: [known] });
  });

  it('keeps the values 0 and false', () => {
    const rows = [
      newRow({ fact: 'metric.x', operator: 'equal', value: 0 }),
      newRow({ fact: 'tag.vip', operator: 'equal', value: false }),
    ];
    expect(filterToCondition({ match: 'all', rows })).toMatchObject({ all: [{ value: 0 }, { value: false }] });
  });
});

describe('a condition as a filter', () => {
  it.each<[string, Condition]>([
    ['all', { all: [vip, orders] }],
    ['any', { any: [vip, orders] }],
  ])('comes back the same from %s', (_, condition) => {
    expect(filterToCondition(conditionToFilter(condition)!)).toEqual(condition);
  });

  it('takes a single comparison as one row', () => {
    expect(filterToCondition(conditionToFilter(vip)!)).toEqual({ all: [vip] });
  });

  it.each<Condition>([{ not: vip }, { all: [{ any: [vip] }] }, { atLeast: { k: 1, of: [vip] } }])(
    'is not offered for a deeper one',
    (condition) => {
      expect(conditionToFilter(condition)).toBeUndefined();
    },
  );
});
