import { around, type Operator } from './operator.js';

const types = ['number', 'text', 'boolean', 'date'] as const;
const editor = { number: 'number', text: 'text', boolean: 'boolean', date: 'date' } as const;

export const equal: Operator = {
  name: 'equal',
  types,
  native: true,
  value: 'same',
  editor,
  changesDaily: false,
  holds: (actual, expected) => actual === expected,
  sql: ({ actual, value }) => `${actual} = ${value()}`,
  breaks: (expected) => [expected as number | string],
  candidates: (expected) =>
    typeof expected === 'number' ? around(expected) : typeof expected === 'boolean' ? [true, false] : [expected],
  label: { 'zh-CN': '等于', en: 'is' },
  sentence: { 'zh-CN': '{fact}是{value}', en: '{fact} is {value}' },
};

export const notEqual: Operator = {
  ...equal,
  name: 'notEqual',
  holds: (actual, expected) => actual !== expected,
  sql: ({ actual, value }) => `${actual} <> ${value()}`,
  label: { 'zh-CN': '不等于', en: 'is not' },
  sentence: { 'zh-CN': '{fact}不是{value}', en: '{fact} is not {value}' },
};
