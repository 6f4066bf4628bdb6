import type { Operator } from './operator.js';

/** Letters' case matters: folding it differs between JavaScript and PostgreSQL for some scripts. */
const family = { types: ['text'], native: false, changesDaily: false } as const;

export const textContains: Operator = {
  ...family,
  name: 'textContains',
  value: 'same',
  editor: 'text',
  holds: (actual, expected) => typeof actual === 'string' && typeof expected === 'string' && actual.includes(expected),
  sql: ({ actual, value }) => `position(${value()} in ${actual}) > 0`,
  candidates: (expected) => [expected],
  label: { 'zh-CN': '含有文字', en: 'includes the text' },
  sentence: { 'zh-CN': '{fact}含有{value}', en: '{fact} includes {value}' },
};

export const textStartsWith: Operator = {
  ...textContains,
  name: 'textStartsWith',
  holds: (actual, expected) =>
    typeof actual === 'string' && typeof expected === 'string' && actual.startsWith(expected),
  sql: ({ actual, value }) => `starts_with(${actual}, ${value()})`,
  label: { 'zh-CN': '开头是', en: 'starts with' },
  sentence: { 'zh-CN': '{fact}以{value}开头', en: '{fact} starts with {value}' },
};

export const textEndsWith: Operator = {
  ...textContains,
  name: 'textEndsWith',
  holds: (actual, expected) => typeof actual === 'string' && typeof expected === 'string' && actual.endsWith(expected),
  sql: ({ actual, value }) => `right(${actual}, length(${value()})) = ${value()}`,
  label: { 'zh-CN': '结尾是', en: 'ends with' },
  sentence: { 'zh-CN': '{fact}以{value}结尾', en: '{fact} ends with {value}' },
};

export const containsAnyWord: Operator = {
  ...family,
  name: 'containsAnyWord',
  value: 'words',
  editor: 'list',
  holds: (actual, expected) =>
    typeof actual === 'string' &&
    Array.isArray(expected) &&
    expected.some((word) => typeof word === 'string' && actual.includes(word)),
  sql: ({ actual, expected, bind }) =>
    `EXISTS (SELECT 1 FROM unnest(${bind(expected, 'text[]')}) AS word WHERE position(word in ${actual}) > 0)`,
  candidates: (expected) => (Array.isArray(expected) ? expected.slice(0, 1) : []),
  label: { 'zh-CN': '含有任一词语', en: 'includes any word of' },
  sentence: { 'zh-CN': '{fact}含有{value}中的任一词语', en: '{fact} includes any of {value}' },
};
