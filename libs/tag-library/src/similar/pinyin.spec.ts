import { describe, expect, it } from '@jest/globals';
import { keyFromName, searchText } from './pinyin.js';

describe('pinyin', () => {
  it.each([
    ['高价值客户', 'gao_jia_zhi_ke_hu'],
    ['VIP 客户', 'vip_ke_hu'],
    ['30天未购买', 'tian_wei_gou_mai'],
    ['女性', 'nv_xing'],
    ['🎁', 'tag'],
  ])('makes a key of %s', (name, key) => {
    expect(keyFromName(name)).toBe(key);
  });

  it('prepares name, English name, full pinyin and initials for search', () => {
    expect(searchText({ 'zh-CN': '高价值客户', en: 'High Value' })).toBe(
      '高价值客户\nhigh value\ngaojiazhikehu\ngjzkh',
    );
  });

  it('reads a character by the word it stands in', () => {
    expect(searchText({ 'zh-CN': '银行客户' })).toContain('yinhangkehu');
    expect(searchText({ 'zh-CN': '重要客户' })).toContain('zhongyaokehu');
  });
});
