import { DAY_MS } from '@tagloom/contracts';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days since 1970-01-01 of a calendar day `YYYY-MM-DD`; undefined when it is not one (`2026-02-30`). */
export function dayNumber(date: string): number | undefined {
  const match = DATE.exec(date);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const time = new Date(0).setUTCFullYear(year, month - 1, day);
  const back = new Date(time);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? Math.round(time / DAY_MS) : undefined;
}

/** The calendar day `YYYY-MM-DD` of a day number. */
export function dateOfDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Whether a text is an existing calendar day. */
export function isDate(value: unknown): value is string {
  return typeof value === 'string' && value.length === 10 && dayNumber(value) !== undefined;
}

/** Day number of the anniversary of `date` in `year`; 29 February is celebrated on the 28th in common years. */
export function anniversary(date: string, year: number): number {
  const [month, day] = [Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return Math.round(Date.UTC(year, month - 1, month === 2 && day === 29 && !leap ? 28 : day) / DAY_MS);
}

/** The calendar year of a day number. */
export const yearOfDay = (day: number) => new Date(day * DAY_MS).getUTCFullYear();

/** A length of time on the calendar. */
export interface CalendarDuration {
  amount: number;
  unit: 'day' | 'week' | 'month' | 'year';
}

/**
 * The day number so long after a day (before it, for `sign` -1). Months and years keep the day of the month, clamped to the
 * month's end: a month before 31 March is 28 or 29 February.
 */
export function shiftDay(day: number, { amount, unit }: CalendarDuration, sign: 1 | -1): number {
  if (unit === 'day' || unit === 'week') return day + sign * amount * (unit === 'week' ? 7 : 1);
  const date = new Date(day * DAY_MS);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + sign * amount * (unit === 'year' ? 12 : 1);
  const [year, month] = [Math.floor(months / 12), ((months % 12) + 12) % 12];
  const end = new Date(new Date(0).setUTCFullYear(year, month + 1, 0)).getUTCDate();
  return Math.round(new Date(0).setUTCFullYear(year, month, Math.min(date.getUTCDate(), end)) / DAY_MS);
}
