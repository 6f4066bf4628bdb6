import type { Operator } from './operator.js';

const isText = (value: unknown): value is string => typeof value === 'string';

/** The value itself is not in the range: before 1 May ends on 30 April. */
export const before: Operator = {
  name: 'before',
  types: ['date'],
  native: false,
  value: 'same',
  editor: 'date',
  changesDaily: false,
  holds: (actual, expected) => isText(actual) && isText(expected) && actual < expected,
  sql: ({ actual, value }) => `${actual} < ${value()}`,
  label: { 'zh-CN': '早于', en: 'before' },
  sentence: { 'zh-CN': '{fact}早于{value}', en: '{fact} is before {value}' },
};

export const after: Operator = {
  ...before,
  name: 'after',
  holds: (actual, expected) => isText(actual) && isText(expected) && actual > expected,
  sql: ({ actual, value }) => `${actual} > ${value()}`,
  label: { 'zh-CN': '晚于', en: 'after' },
  sentence: { 'zh-CN': '{fact}晚于{value}', en: '{fact} is after {value}' },
};
