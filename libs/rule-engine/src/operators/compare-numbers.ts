import { around, type Operator } from './operator.js';

/** As json-rules-engine: texts that start with a number are compared too (only imported facts can be such texts). */
function areNumeric(a: unknown, b: unknown): boolean {
  const isNumeric = typeof a === 'number' || (typeof a === 'string' && !Number.isNaN(Number.parseFloat(a)));
  return isNumeric && (typeof b === 'number' || typeof b === 'string');
}

/** Written out per operator, not passed a comparison: this is the innermost function of a population run. */
type Compare = (a: number, b: number) => boolean;

function compareNumbers(
  name: string,
  sign: string,
  holds: Compare,
  words: Pick<Operator, 'label' | 'sentence'>,
): Operator {
  return {
    name,
    types: ['number'],
    native: true,
    value: 'same',
    editor: 'number',
    changesDaily: false,
    holds: holds as Operator['holds'],
    sql: ({ actual, value }) => `${actual} ${sign} ${value()}`,
    candidates: around,
    ...words,
  };
}

export const greaterThan = compareNumbers('greaterThan', '>', (a, b) => areNumeric(a, b) && a > b, {
  label: { 'zh-CN': '大于', en: 'more than' },
  sentence: { 'zh-CN': '{fact}大于{value}', en: '{fact} is more than {value}' },
});
export const greaterThanInclusive = compareNumbers('greaterThanInclusive', '>=', (a, b) => areNumeric(a, b) && a >= b, {
  label: { 'zh-CN': '至少', en: 'at least' },
  sentence: { 'zh-CN': '{fact}至少{value}', en: '{fact} is at least {value}' },
});
export const lessThan = compareNumbers('lessThan', '<', (a, b) => areNumeric(a, b) && a < b, {
  label: { 'zh-CN': '小于', en: 'less than' },
  sentence: { 'zh-CN': '{fact}小于{value}', en: '{fact} is less than {value}' },
});
export const lessThanInclusive = compareNumbers('lessThanInclusive', '<=', (a, b) => areNumeric(a, b) && a <= b, {
  label: { 'zh-CN': '至多', en: 'at most' },
  sentence: { 'zh-CN': '{fact}至多{value}', en: '{fact} is at most {value}' },
});
