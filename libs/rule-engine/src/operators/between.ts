import { around, SQL_TYPE, type Operator } from './operator.js';

/** Both ends belong to the range. Dates are ISO texts, so their text order is their calendar order. */
export const between: Operator = {
  name: 'between',
  types: ['number', 'date'],
  native: false,
  value: 'range',
  editor: 'range',
  changesDaily: false,
  holds: (actual, expected) => {
    if (!Array.isArray(expected) || expected.length !== 2) return false;
    const [from, to] = expected as [unknown, unknown];
    if (typeof actual === 'number')
      return typeof from === 'number' && typeof to === 'number' && from <= actual && actual <= to;
    return (
      typeof actual === 'string' && typeof from === 'string' && typeof to === 'string' && from <= actual && actual <= to
    );
  },
  sql: ({ actual, type, expected, bind }) => {
    const [from, to] = expected as [unknown, unknown];
    return `${actual} BETWEEN ${bind(from, SQL_TYPE[type])} AND ${bind(to, SQL_TYPE[type])}`;
  },
  breaks: (expected) => expected as [number, number],
  candidates: (expected) => (Array.isArray(expected) ? expected.flatMap(around) : []),
  label: { 'zh-CN': '介于', en: 'between' },
  sentence: { 'zh-CN': '{fact}在{from}到{to}之间', en: '{fact} is between {from} and {to}' },
};
