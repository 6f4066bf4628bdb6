import { around, type Operator } from './operator.js';

/** As json-rules-engine: a text that starts with a number is compared too (only imported facts can be such texts). */
const isNumeric = (value: unknown): value is number =>
  typeof value === 'number' ? !Number.isNaN(value) : typeof value === 'string' && !Number.isNaN(Number.parseFloat(value));
const isComparable = (value: unknown): value is number => typeof value === 'number' || typeof value === 'string';

function compareNumbers(
  name: string,
  sign: string,
  compare: (a: number, b: number) => boolean,
  words: Pick<Operator, 'label' | 'sentence'>,
): Operator {
  return {
    name,
    types: ['number'],
    native: true,
    value: 'same',
    editor: 'number',
    changesDaily: false,
    holds: (actual, expected) => isNumeric(actual) && isComparable(expected) && compare(actual, expected),
    sql: ({ actual, value }) => `${actual} ${sign} ${value()}`,
    candidates: around,
    ...words,
  };
}

export const greaterThan = compareNumbers('greaterThan', '>', (a, b) => a > b, {
  label: { 'zh-CN': '大于', en: 'more than' },
  sentence: { 'zh-CN': '{fact}大于{value}', en: '{fact} is more than {value}' },
});
export const greaterThanInclusive = compareNumbers('greaterThanInclusive', '>=', (a, b) => a >= b, {
  label: { 'zh-CN': '至少', en: 'at least' },
  sentence: { 'zh-CN': '{fact}至少{value}', en: '{fact} is at least {value}' },
});
export const lessThan = compareNumbers('lessThan', '<', (a, b) => a < b, {
  label: { 'zh-CN': '小于', en: 'less than' },
  sentence: { 'zh-CN': '{fact}小于{value}', en: '{fact} is less than {value}' },
});
export const lessThanInclusive = compareNumbers('lessThanInclusive', '<=', (a, b) => a <= b, {
  label: { 'zh-CN': '至多', en: 'at most' },
  sentence: { 'zh-CN': '{fact}至多{value}', en: '{fact} is at most {value}' },
});
