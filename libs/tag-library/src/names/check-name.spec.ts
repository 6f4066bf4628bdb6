import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkName, NAME_PROBLEM_CODES, type NameProblemCode, type NameRules } from '../index.js';
import { fitsPattern } from './fits-pattern.js';

const FINE: readonly string[] = [
  ...[
    '高价值客户',
    'VIP',
    '30天未购买',
    '2024年双11',
    'High value',
    'A/B 测试',
    '满300减50',
    '客单价（高）',
    '复购率>30%',
    'C++ 学员',
  ],
  ...['★重点', '№1', '女', '生日≤7天', '爱好：咖啡', 'naïve', 'Café', '𠮷野家', '50°C', '®品牌'],
];

const PROBLEMS: readonly (readonly [name: string, codes: readonly NameProblemCode[]])[] = [
  ['', ['empty']],
  ['   ', ['empty']],
  ['\u200b\u3000\t', ['empty']],
  ['\u2800', ['empty']],
  [' 高价值', ['outer_space']],
  ['高价值 ', ['outer_space']],
  ['高价值\u00a0', ['outer_space']],
  ['高价值  客户', ['double_space']],
  ['高价值\u3000客户', ['full_width']],
  ['高价值\n客户', ['control_character']],
  ['高价值\u0007', ['control_character']],
  ['高价值\ue000', ['control_character']],
  ['高价值\ud800', ['control_character']],
  ['高\u200b价值', ['invisible_character']],
  ['高\u00ad价值', ['invisible_character']],
  ['\ufeff高价值', ['invisible_character']],
  ['高价值\u3164', ['invisible_character']],
  ['高\u200d价值', ['invisible_character']],
  ['高\u202e价值', ['bidi_character']],
  ['\u2066高价值\u2069', ['bidi_character']],
  ['高价值😀', ['emoji']],
  ['家庭👨‍👩‍👧', ['emoji']],
  ['中国🇨🇳', ['emoji']],
  ['第1️⃣名', ['emoji']],
  ['❤️收藏', ['emoji']],
  ['ＶＩＰ客户', ['full_width']],
  ['VIP１', ['full_width']],
  ['客户（VIP)', ['mixed_width']],
  ['美妆，护肤,香水', ['mixed_width']],
  ['一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一', ['too_long']],
  ['高\u200b价值😀 ', ['outer_space', 'invisible_character', 'emoji']],
];

describe('checking a name', () => {
  it.each(FINE)('has nothing against %s', (name) => {
    expect(checkName(name)).toEqual([]);
  });

  it.each(PROBLEMS)('sees in %j: %j', (name, codes) => {
    expect(checkName(name).map(({ code }) => code)).toEqual(codes);
  });

  it('says where it is, in the units of the name', () => {
    const [problem] = checkName('高价值👍客户');
    expect(problem).toMatchObject({ start: 3, end: 5, params: { what: '👍' } });
    expect(checkName('高\u200b价值')[0]).toMatchObject({ start: 1, end: 2, params: { what: 'U+200B' } });
  });

  it('lets emoji of several parts be, where emoji are allowed', () => {
    expect(checkName('家庭👨‍👩‍👧❤️🇨🇳1️⃣', { allowEmoji: true })).toEqual([]);
    expect(checkName('家\u200d庭', { allowEmoji: true })).toHaveLength(1);
  });

  it('counts characters as a reader does', () => {
    const rules = { minLength: 2, maxLength: 3, allowEmoji: true };
    expect(checkName('👨‍👩‍👧高价', rules)).toEqual([]);
    expect(checkName('高', rules)[0]).toMatchObject({ code: 'too_short', params: { length: 1, limit: 2 } });
    expect(checkName('高价值客', rules)[0]).toMatchObject({ code: 'too_long', params: { length: 4, limit: 3 } });
  });

  it.each([
    ['测试客户', ['测试'], '测试'],
    ['测 试客户', ['测试'], '测 试'],
    ['測試客戶', ['测试'], '測試'],
    ['测\u200b试', ['测试'], '测\u200b试'],
    ['我的 TEST 标签', ['test'], 'TEST'],
    ['我的ｔｅｓｔ标签', ['Test'], 'ｔｅｓｔ'],
    ['傻-瓜客户', ['穷鬼', '傻瓜'], '傻-瓜'],
  ])('finds in %j the forbidden one of %j', (name, forbiddenWords, place) => {
    const problem = checkName(name, { forbiddenWords }).find(({ code }) => code === 'forbidden_word');
    expect(name.slice(problem!.start, problem!.end)).toBe(place);
  });

  it('takes English words as whole words only, and no empty word', () => {
    expect(checkName('Contest winners', { forbiddenWords: ['test', '', ' '] })).toEqual([]);
  });

  it.each([
    ['价值-高', '价值-*', true],
    ['价值-', '价值-*', false],
    ['高价值', '价值-*', false],
    ['价值-高-2024', '价值-*-*', true],
    ['价值-高', '价值-*-*', false],
    ['高价值客户', '*客户', true],
    ['客户', '*客户', false],
    ['高价值', '高价值', true],
    ['a.c', 'a.c', true],
    ['abc', 'a.c', false],
    ['aXbXc', 'a*b*c', true],
    ['a', 'a*a', false],
    ['aa', 'a*a', false],
    ['', '', true],
  ])('asks whether %j has the form %j: %s', (name, pattern, isFitting) => {
    expect(fitsPattern(name, pattern)).toBe(isFitting);
  });

  it('asks for a form only in categories that have one', () => {
    const rules: NameRules = { patterns: { value: ['价值-*', 'V_*'] } };
    expect(checkName('高价值', rules, 'value').map(({ code }) => code)).toEqual(['wrong_form']);
    expect(checkName('V_高', rules, 'value')).toEqual([]);
    expect(checkName('高价值', rules, 'basic')).toEqual([]);
    expect(checkName('高价值', rules)).toEqual([]);
  });

  it('has for every code a sentence in each language', () => {
    const rules: NameRules = { minLength: 3, maxLength: 12, forbiddenWords: ['测试'], patterns: { value: ['价值-*'] } };
    const names = [...PROBLEMS.map(([name]) => name), '高', '测试客户', '一二三四五六七八九十一二三'];
    const problems = names.flatMap((name) => checkName(name, rules, 'value'));
    for (const code of NAME_PROBLEM_CODES) {
      const problem = problems.find((each) => each.code === code);
      expect(problem?.message['zh-CN']).toMatch(/^.*[一-龥].*。$/u);
      expect(problem?.message.en).toMatch(/\.$/);
      expect(problem?.message.en).not.toMatch(/undefined/);
    }
  });

  it('takes any text, gives each code once and places within it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (name) => {
        const problems = checkName(name, { forbiddenWords: ['a', '中'] });
        expect(new Set(problems.map(({ code }) => code)).size).toBe(problems.length);
        for (const { start, end } of problems) {
          if (start === undefined) continue;
          expect(start).toBeLessThan(end!);
          expect(end).toBeLessThanOrEqual(name.length);
        }
      }),
    );
  });
});
