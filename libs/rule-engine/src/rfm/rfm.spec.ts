import { describe, expect, it } from '@jest/globals';
import { RFM_CELLS, RFM_QUADRANTS, rfmOptions } from './rfm-cells.js';
import { rfmValue } from './rfm-value.js';

const cuts = { recency: 30, frequency: 5, monetary: 1000 };
const of = (recency: number | null, frequency: number | null, monetary: number | null) => ({
  recency,
  frequency,
  monetary,
});

describe('an RFM model', () => {
  it('puts a value on the cut on the good side', () => {
    expect(rfmValue('cell', of(30, 5, 1000), cuts)).toBe('champions');
    expect(rfmValue('cell', of(31, 4, 999), cuts)).toBe('general_win_back');
    expect(rfmValue('recency', of(31, 5, 1000), cuts)).toBe(false);
    expect(rfmValue('frequency', of(31, 5, 1000), cuts)).toBe(true);
    expect(rfmValue('monetary', of(31, 5, 999.99), cuts)).toBe(false);
  });
  it('names each of the eight cells and four quadrants once', () => {
    const sides = [true, false];
    const numbers = sides.flatMap((r) =>
      sides.flatMap((f) => sides.map((m) => of(r ? 1 : 99, f ? 9 : 1, m ? 2000 : 1))),
    );
    expect(new Set(numbers.map((values) => rfmValue('cell', values, cuts)))).toEqual(
      new Set(RFM_CELLS.map(({ value }) => value)),
    );
    expect(new Set(numbers.map((values) => rfmValue('quadrant', values, cuts)))).toEqual(
      new Set(RFM_QUADRANTS.map(({ value }) => value)),
    );
  });
  it('calls those who buy much but rarely and lately «to develop»', () => {
    expect(rfmValue('cell', of(3, 1, 5000), cuts)).toBe('develop');
    expect(rfmValue('quadrant', of(99, 1, 5000), cuts)).toBe('inactive_high');
  });
  it('does not know what needs a number or cut that is unknown', () => {
    expect(rfmValue('cell', of(3, null, 5000), cuts)).toBeUndefined();
    expect(rfmValue('quadrant', of(3, null, 5000), cuts)).toBe('active_high');
    expect(rfmValue('recency', of(3, null, null), { ...cuts, recency: null })).toBeUndefined();
  });
  it('offers its keys with names in both languages', () => {
    expect(rfmOptions('cell')).toContainEqual({
      value: 'win_back',
      label: { 'zh-CN': '重要挽留客户', en: 'High value, to win back' },
    });
    expect(rfmOptions('quadrant')).toHaveLength(4);
    expect(rfmOptions('monetary')).toBeUndefined();
  });
});
