import { describe as group, expect, it } from '@jest/globals';
import type { Comparison } from '@tagloom/contracts';
import {
  compileCondition,
  conditionToSql,
  createAuthority,
  describe,
  FlowError,
  OPERATORS,
  validateCondition,
  type Facts,
} from '../../index.js';
import { catalog } from '../../testing/catalog.js';
import { flowOf } from '../../testing/flows.js';

const moment = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai' };
const hobbies = (operator: string, value: unknown): Comparison => ({ fact: 'profile.hobbies', operator, value });
const spend = (operator: string, value: unknown): Comparison => ({ fact: 'metric.spend', operator, value });

group('a decorated operator', () => {
  it.each<[Comparison, Facts, boolean]>([
    [hobbies('someFact:equal', '护肤'), { 'profile.hobbies': ['跑步', '护肤'] }, true],
    [hobbies('everyFact:equal', '护肤'), { 'profile.hobbies': ['跑步', '护肤'] }, false],
    [hobbies('everyFact:equal', '护肤'), { 'profile.hobbies': [] }, true],
    [hobbies('everyFact:in', ['护肤', '母婴']), { 'profile.hobbies': ['护肤'] }, true],
    [hobbies('everyValue:contains', ['护肤', '跑步']), { 'profile.hobbies': ['跑步', '护肤', '母婴'] }, true],
    [hobbies('someFact:textStartsWith', '护'), { 'profile.hobbies': ['护肤'] }, true],
    [spend('someValue:greaterThan', [10, 20]), { 'metric.spend': 15 }, true],
    [spend('everyValue:greaterThan', [10, 20]), { 'metric.spend': 15 }, false],
    [spend('swap:lessThan', 10), { 'metric.spend': 15 }, true],
    [spend('not:someValue:equal', [10, 20]), { 'metric.spend': 15 }, true],
    [spend('not:equal', 10), {}, false],
    [spend('not:equal', 10), { 'metric.spend': null }, false],
    [spend('not:equal', { fact: 'tag.points' }), { 'metric.spend': 1 }, false],
    [spend('not:equal', { fact: 'tag.points' }), { 'metric.spend': 1, 'tag.points': 2 }, true],
  ])('%j on %j', async (condition, facts, expected) => {
    expect(validateCondition(condition, catalog)).toEqual([]);
    expect(compileCondition(condition, catalog)(facts, moment)).toBe(expected);
    const decided = await createAuthority(flowOf(condition), catalog).run(facts, moment);
    expect(decided.actions).toHaveLength(expected ? 1 : 0);
  });

  it('suits the facts that its operator can be asked about that way', () => {
    const wrong = (condition: Comparison) => validateCondition(condition, catalog)[0]?.code;
    expect(wrong(spend('someFact:greaterThan', 1))).toBe('wrong_operator');
    expect(wrong(hobbies('someFact:greaterThan', 1))).toBe('wrong_operator');
    expect(wrong(hobbies('someFact:equal', 7))).toBe('wrong_value');
    expect(wrong(spend('someValue:equal', 7))).toBe('wrong_value');
    expect(wrong(spend('everyValue:equal', [1, 'x']))).toBe('wrong_value');
  });

  it('is not listed, and refused where nothing stands behind it', () => {
    expect([...OPERATORS.keys()].some((name) => name.includes(':'))).toBe(false);
    expect(
      ['not:', 'not:isKnown', ':equal', 'toString:equal', 'not:matches'].filter((name) => OPERATORS.has(name)),
    ).toEqual([]);
  });

  it('cannot be counted in the database, and says so', () => {
    expect(() => conditionToSql(spend('not:equal', 1), catalog, moment)).toThrow(FlowError);
    const amongOthers: Comparison = { fact: 'profile.city', operator: 'in', value: { fact: 'profile.hobbies' } };
    expect(() => conditionToSql(amongOthers, catalog, moment)).toThrow(FlowError);
  });

  it('reads as a sentence', () => {
    expect(describe(hobbies('someFact:equal', '护肤'), 'zh-CN', catalog)).toBe('爱好中的任一项是「护肤」');
    expect(describe(spend('not:someValue:equal', [1, 2]), 'en', catalog)).toBe(
      'it is not so that Total spend is any of 1 yuan, 2 yuan',
    );
    expect(describe(spend('swap:lessThan', 10), 'zh-CN', catalog)).toBe('10 元小于累计消费');
  });
});
