import type { Operator } from './operator.js';

const family = { types: ['set'], changesDaily: false, editor: 'text' } as const;
const added = (actual: unknown, items: unknown[]) => [
  ...new Set([...(Array.isArray(actual) ? (actual as unknown[]) : []), ...items]),
];
const without = (actual: unknown, items: unknown[]) =>
  Array.isArray(actual) ? actual.filter((item) => !items.includes(item)) : [];
const listOf = (expected: unknown): unknown[] => (Array.isArray(expected) ? expected : [expected]);
const candidates: Operator['candidates'] = (expected, actual) => [
  added(actual, listOf(expected)),
  without(actual, listOf(expected)),
];

export const contains: Operator = {
  ...family,
  name: 'contains',
  native: true,
  value: 'element',
  holds: (actual, expected) => Array.isArray(actual) && actual.includes(expected),
  // One pass finds the element and checks that it is a list of texts at all.
  direct: (fact, expected, read) => (facts) => {
    const flat = facts[fact];
    const actual = flat === undefined || flat === null ? read(facts) : flat;
    if (!Array.isArray(actual)) return false;
    let isFound = false;
    for (let at = 0; at < actual.length; at++) {
      const element: unknown = actual[at];
      if (typeof element !== 'string') return false;
      if (element === expected) isFound = true;
    }
    return isFound;
  },
  sql: ({ actual, value }) => `${value()} = ANY(${actual})`,
  candidates,
  label: { 'zh-CN': '包含', en: 'contains' },
  sentence: { 'zh-CN': '{fact}包含{value}', en: '{fact} contains {value}' },
};

export const doesNotContain: Operator = {
  ...contains,
  name: 'doesNotContain',
  holds: (actual, expected) => Array.isArray(actual) && !actual.includes(expected),
  direct: undefined,
  sql: ({ actual, value }) => `${value()} <> ALL(${actual})`,
  label: { 'zh-CN': '不包含', en: 'does not contain' },
  sentence: { 'zh-CN': '{fact}不包含{value}', en: '{fact} does not contain {value}' },
};

export const containsAny: Operator = {
  ...family,
  name: 'containsAny',
  native: false,
  value: 'elements',
  editor: 'list',
  holds: (actual, expected) =>
    Array.isArray(actual) && Array.isArray(expected) && expected.some((item) => actual.includes(item)),
  sql: ({ actual, expected, bind }) => `${actual} && ${bind(expected, 'text[]')}`,
  candidates,
  label: { 'zh-CN': '包含任意一个', en: 'contains any of' },
  sentence: { 'zh-CN': '{fact}包含{value}中的任意一个', en: '{fact} contains any of {value}' },
};

export const containsAll: Operator = {
  ...containsAny,
  name: 'containsAll',
  holds: (actual, expected) =>
    Array.isArray(actual) && Array.isArray(expected) && expected.every((item) => actual.includes(item)),
  sql: ({ actual, expected, bind }) => `${actual} @> ${bind(expected, 'text[]')}`,
  label: { 'zh-CN': '包含全部', en: 'contains all of' },
  sentence: { 'zh-CN': '{fact}包含{value}中的每一个', en: '{fact} contains all of {value}' },
};
