import { describe, expect, it } from 'vitest';
import { freeValues, partsOf } from './split-form';

const VALUES = ['甜', '咸', '辣'];

describe('the parts of a split', () => {
  it('offer each value once', () => {
    const parts = [{ values: ['甜'], zh: '爱吃甜' }, { values: ['辣'] }];
    expect(freeValues(VALUES, parts)).toEqual(['咸']);
    expect(freeValues(VALUES, parts, 1)).toEqual(['咸', '辣']);
  });

  it('are asked for once each has values and a name', () => {
    expect(partsOf(VALUES, [{ values: ['甜'], zh: ' 爱吃甜 ', en: ' ' }])).toEqual([
      { values: ['甜'], name: { 'zh-CN': '爱吃甜' } },
    ]);
    expect(partsOf(VALUES, [{ values: ['甜'], zh: ' ' }])).toBeUndefined();
    expect(partsOf(VALUES, [{ values: [], zh: '爱吃甜' }])).toBeUndefined();
    expect(partsOf(VALUES, [])).toBeUndefined();
  });

  it('leave at least one value with the tag', () => {
    expect(partsOf(VALUES, [{ values: VALUES, zh: '全部' }])).toBeUndefined();
  });
});
