import { describe, expect, it } from 'vitest';
import { valueText } from './value-text';

const city = { type: 'text' as const, options: [{ value: 'sh', label: { 'zh-CN': '上海', en: 'Shanghai' } }] };
const amount = { type: 'number' as const, unit: { 'zh-CN': '元', en: 'CNY' } };

describe('a value as text', () => {
  it('uses the label of a known option', () => {
    expect(valueText('sh', city, 'zh-CN')).toBe('上海');
    expect(valueText(['sh', 'bj'], city, 'en')).toBe('Shanghai, bj');
  });

  it('groups digits, writes two decimals where there are any, puts the unit behind and writes a true minus', () => {
    expect(valueText(-1284.567, amount, 'zh-CN')).toBe('−1,284.57\u00a0元');
    expect(valueText(3227.4, amount, 'en')).toBe('3,227.40\u00a0CNY');
    expect(valueText(20, amount, 'en')).toBe('20\u00a0CNY');
  });

  it('has one time, not one times, and leaves Chinese units and currencies alone', () => {
    const of = (en: string) => ({ type: 'number' as const, unit: { 'zh-CN': '次', en } });
    expect(valueText(1, of('times'), 'en')).toBe('1\u00a0time');
    expect(valueText(-1, of('items'), 'en')).toBe('−1\u00a0item');
    expect(valueText(1, of('countries'), 'en')).toBe('1\u00a0country');
    expect(valueText(2, of('times'), 'en')).toBe('2\u00a0times');
    expect(valueText(1, of('GBP'), 'en')).toBe('1\u00a0GBP');
    expect(valueText(1, of('times'), 'zh-CN')).toBe('1\u00a0次');
  });

  it('says yes and no in the language', () => {
    expect(valueText(true, undefined, 'zh-CN')).toBe('是');
    expect(valueText(false, undefined, 'en')).toBe('no');
  });

  it('is empty where there is no value', () => {
    expect(valueText(null, amount, 'en')).toBe('');
    expect(valueText(undefined, city, 'en')).toBe('');
  });
});
