import { dateOfDay, dayNumber } from '../time/calendar.js';
import type { Operator } from './operator.js';

const family = { types: ['date'], native: false, value: 'days', editor: 'days', changesDaily: true } as const;
/** Days from today to the date; negative in the past. */
const distance = (actual: unknown, today: number) =>
  typeof actual === 'string' ? (dayNumber(actual) ?? NaN) - today : NaN;
const turningDays: Operator['turningDays'] = (actual, expected, today) => {
  const [day, days] = [distance(actual, today) + today, expected as number];
  return [day - days, day, day + 1, day + days + 1];
};

/** The last N full days and today. */
export const inLastDays: Operator = {
  ...family,
  name: 'inLastDays',
  holds: (actual, expected, today) => {
    const days = distance(actual, today);
    return days <= 0 && -days <= (expected as number);
  },
  sql: ({ actual, expected, today, bind }) =>
    `${actual} BETWEEN ${bind(dateOfDay(today - (expected as number)), 'date')} AND ${bind(dateOfDay(today), 'date')}`,
  turningDays,
  label: { 'zh-CN': '在最近几天内', en: 'in the last days' },
  sentence: { 'zh-CN': '{fact}在最近{value}内', en: '{fact} is in the last {value}' },
  today: {
    label: { 'zh-CN': '就是今天', en: 'is today' },
    sentence: { 'zh-CN': '{fact}就是今天', en: '{fact} is today' },
  },
};

/** Today and the next N days. */
export const inNextDays: Operator = {
  ...inLastDays,
  name: 'inNextDays',
  holds: (actual, expected, today) => {
    const days = distance(actual, today);
    return days >= 0 && days <= (expected as number);
  },
  sql: ({ actual, expected, today, bind }) =>
    `${actual} BETWEEN ${bind(dateOfDay(today), 'date')} AND ${bind(dateOfDay(today + (expected as number)), 'date')}`,
  label: { 'zh-CN': '在未来几天内', en: 'in the next days' },
  sentence: { 'zh-CN': '{fact}在未来{value}内', en: '{fact} is in the next {value}' },
};
