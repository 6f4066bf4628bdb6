import { around, type DirectComparison, type Operator } from './operator.js';

/** As json-rules-engine: texts that start with a number are compared too (only imported facts can be such texts). */
function areNumeric(a: unknown, b: unknown): boolean {
  const isNumeric = typeof a === 'number' || (typeof a === 'string' && !Number.isNaN(Number.parseFloat(a)));
  return isNumeric && (typeof b === 'number' || typeof b === 'string');
}

type Compare = (a: number, b: number) => boolean;

function compareNumbers(
  name: string,
  sign: string,
  holds: Compare,
  direct: DirectComparison<number>,
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
    direct: (fact, expected, read) => (typeof expected === 'number' ? direct(fact, expected, read) : undefined),
    sql: ({ actual, value }) => `${actual} ${sign} ${value()}`,
    candidates: around,
    breaks: (expected) => [expected as number],
    ...words,
  };
}

/** A number that is no number (`x - x` of NaN and the infinities is NaN) is left to the reader. */
const isFinite = (value: unknown): value is number => typeof value === 'number' && value - value === 0;

export const greaterThan = compareNumbers(
  'greaterThan',
  '>',
  (a, b) => areNumeric(a, b) && a > b,
  (fact, expected, read) => (facts) => {
    const actual = facts[fact];
    return isFinite(actual) ? actual > expected : (read(facts) as number) > expected;
  },
  {
    label: { 'zh-CN': '大于', en: 'more than' },
    sentence: { 'zh-CN': '{fact}大于{value}', en: '{fact} is more than {value}' },
  },
);
export const greaterThanInclusive = compareNumbers(
  'greaterThanInclusive',
  '>=',
  (a, b) => areNumeric(a, b) && a >= b,
  (fact, expected, read) => (facts) => {
    const actual = facts[fact];
    return isFinite(actual) ? actual >= expected : (read(facts) as number) >= expected;
  },
  {
    label: { 'zh-CN': '至少', en: 'at least' },
    sentence: { 'zh-CN': '{fact}至少{value}', en: '{fact} is at least {value}' },
  },
);
export const lessThan = compareNumbers(
  'lessThan',
  '<',
  (a, b) => areNumeric(a, b) && a < b,
  (fact, expected, read) => (facts) => {
    const actual = facts[fact];
    return isFinite(actual) ? actual < expected : (read(facts) as number) < expected;
  },
  {
    label: { 'zh-CN': '小于', en: 'less than' },
    sentence: { 'zh-CN': '{fact}小于{value}', en: '{fact} is less than {value}' },
  },
);
export const lessThanInclusive = compareNumbers(
  'lessThanInclusive',
  '<=',
  (a, b) => areNumeric(a, b) && a <= b,
  (fact, expected, read) => (facts) => {
    const actual = facts[fact];
    return isFinite(actual) ? actual <= expected : (read(facts) as number) <= expected;
  },
  {
    label: { 'zh-CN': '至多', en: 'at most' },
    sentence: { 'zh-CN': '{fact}至多{value}', en: '{fact} is at most {value}' },
  },
);
