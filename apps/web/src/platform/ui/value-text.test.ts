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
    expect(valueText(-1284.567, amount, 'zh-CN')).toBe('−1,284.57 元');
    expect(valueText(3227.4, amount, 'en')).toBe('3,227.40 CNY');
    expect(valueText(20, amount, 'en')).toBe('20 CNY');
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
