import { SQL_TYPE, type Operator } from './operator.js';

export const isIn: Operator = {
  name: 'in',
  types: ['text', 'number'],
  native: true,
  value: 'list',
  editor: 'list',
  changesDaily: false,
  holds: (actual, expected) => Array.isArray(expected) && expected.includes(actual),
  // A value of another type than the list's is not in it, so nothing needs to be checked.
  direct: (fact, expected, read) => {
    if (!Array.isArray(expected)) return undefined;
    return (facts) => {
      const actual = facts[fact];
      return expected.includes(actual === undefined || actual === null ? read(facts) : actual);
    };
  },
  sql: ({ actual, type, expected, bind }) => `${actual} = ANY(${bind(expected, `${SQL_TYPE[type]}[]`)})`,
  breaks: (expected) => expected as (number | string)[],
  candidates: (expected) => (Array.isArray(expected) ? expected.slice(0, 1) : []),
  label: { 'zh-CN': '是其中之一', en: 'is one of' },
  sentence: { 'zh-CN': '{fact}是{value}之一', en: '{fact} is one of {value}' },
};

export const notIn: Operator = {
  ...isIn,
  name: 'notIn',
  holds: (actual, expected) => Array.isArray(expected) && !expected.includes(actual),
  direct: undefined,
  sql: ({ actual, type, expected, bind }) => `${actual} <> ALL(${bind(expected, `${SQL_TYPE[type]}[]`)})`,
  label: { 'zh-CN': '不是其中任何一个', en: 'is none of' },
  sentence: { 'zh-CN': '{fact}不是{value}中的任何一个', en: '{fact} is none of {value}' },
};
