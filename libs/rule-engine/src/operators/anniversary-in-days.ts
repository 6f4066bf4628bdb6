import { anniversary, dateOfDay, isDate, yearOfDay } from '../time/calendar.js';
import type { Operator } from './operator.js';

/** This year's and next year's anniversary: enough, as at most 366 days are looked ahead. */
const anniversaries = (date: string, today: number) => {
  const year = yearOfDay(today);
  return [anniversary(date, year), anniversary(date, year + 1)];
};

/** Month × 100 + day of every date whose anniversary is in the days; 29 February counts on the 28th in common years. */
function monthDays(today: number, days: number): number[] {
  const found = new Set<number>();
  for (let day = today; day <= today + days; day++) {
    const date = dateOfDay(day);
    found.add(Number(date.slice(5, 7)) * 100 + Number(date.slice(8, 10)));
    if (anniversary('2000-02-29', yearOfDay(day)) === day) found.add(229);
  }
  return [...found];
}

/** The yearly return of the date is today or in the next N days: birthdays. */
export const anniversaryInDays: Operator = {
  name: 'anniversaryInDays',
  types: ['date'],
  native: false,
  value: 'days',
  editor: 'days',
  changesDaily: true,
  holds: (actual, expected, today) =>
    isDate(actual) && anniversaries(actual, today).some((day) => day >= today && day - today <= (expected as number)),
  sql: ({ actual, expected, today, bind }) =>
    `(extract(month from ${actual}) * 100 + extract(day from ${actual}))::int = ANY(${bind(monthDays(today, expected as number), 'int[]')})`,
  turningDays: (actual, expected, today) =>
    isDate(actual) ? anniversaries(actual, today).flatMap((day) => [day - (expected as number), day + 1]) : [],
  label: { 'zh-CN': '的周年日在未来几天内', en: 'has its anniversary in the next days' },
  sentence: { 'zh-CN': '{fact}的周年日在未来{value}内', en: 'the anniversary of {fact} is in the next {value}' },
  today: {
    label: { 'zh-CN': '的周年日就是今天', en: 'has its anniversary today' },
    sentence: { 'zh-CN': '今天是{fact}的周年日', en: 'today is the anniversary of {fact}' },
  },
};
