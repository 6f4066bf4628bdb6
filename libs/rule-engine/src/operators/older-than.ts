import { dateOfDay, dayNumber, shiftDay, type CalendarDuration } from '../time/calendar.js';
import type { Operator } from './operator.js';

const family = { types: ['date'], native: false, value: 'duration', editor: 'duration', changesDaily: true } as const;

const cutoff = (expected: unknown, today: number) => shiftDay(today, expected as CalendarDuration, -1);
const dayOf = (actual: unknown) => (typeof actual === 'string' ? (dayNumber(actual) ?? NaN) : NaN);

/** Up to this many days after it has lasted so long, a clamped month still has its cut-off on the day itself. */
const CLAMPED = 4;

const turningDays: Operator['turningDays'] = (actual, expected) => {
  const day = dayOf(actual);
  if (Number.isNaN(day)) return [];
  const passed = shiftDay(day, expected as CalendarDuration, 1);
  return [day, ...Array.from({ length: CLAMPED + 1 }, (_, later) => passed + later)];
};

/** Before the same day so long ago; that day itself is not older. */
export const olderThan: Operator = {
  ...family,
  name: 'olderThan',
  holds: (actual, expected, today) => dayOf(actual) < cutoff(expected, today),
  sql: ({ actual, expected, today, bind }) => `${actual} < ${bind(dateOfDay(cutoff(expected, today)), 'date')}`,
  turningDays,
  label: { 'zh-CN': '早于一段时间之前', en: 'longer ago than' },
  sentence: { 'zh-CN': '{fact}早于{value}前', en: '{fact} is more than {value} ago' },
};

/** From the same day so long ago until today; days to come are not in it. */
export const newerThan: Operator = {
  ...family,
  name: 'newerThan',
  holds: (actual, expected, today) => {
    const day = dayOf(actual);
    return day <= today && day >= cutoff(expected, today);
  },
  sql: ({ actual, expected, today, bind }) =>
    `${actual} BETWEEN ${bind(dateOfDay(cutoff(expected, today)), 'date')} AND ${bind(dateOfDay(today), 'date')}`,
  turningDays,
  label: { 'zh-CN': '在最近一段时间内', en: 'within the last' },
  sentence: { 'zh-CN': '{fact}在最近{value}内', en: '{fact} is within the last {value}' },
};
