import { DAY_MS, offsetAt, type Duration, type DurationUnit } from '@tagloom/contracts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** Periods of the calendar; weeks begin on Monday. */
export type Period = 'day' | 'week' | 'month' | 'quarter' | 'year';
/** Units counted on the calendar; minutes and hours are exact instead. */
export type CalendarUnit = Exclude<DurationUnit, 'minute' | 'hour'>;

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The Monday-based week of a day: weeks since the one of 1970-01-01. */
export const weekOf = (day: number) => Math.floor((day + 3) / 7);
/** The Monday of a {@link weekOf} number. */
export const mondayOf = (week: number) => week * 7 - 3;

/** The day so many months later or earlier; at the end of a shorter month where that day does not exist. */
export function addMonths(day: number, months: number): number {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), lastOfMonth)) / DAY_MS;
}

/** A day number so much later on the calendar: weeks are seven days, month ends are clamped (31 January + 1 month = 28 February). */
export function addToDay(day: number, { amount, unit }: { amount: number; unit: CalendarUnit }): number {
  if (unit === 'day') return day + amount;
  return unit === 'week' ? day + 7 * amount : addMonths(day, amount * MONTHS[unit]);
}

/** Like {@link addToDay}, back in time. */
export function subtractFromDay(day: number, { amount, unit }: { amount: number; unit: CalendarUnit }): number {
  return addToDay(day, { amount: -amount, unit });
}

/** The first day of the period `steps` periods after the one that holds `day`; 0 is that period itself. */
export function periodStart(day: number, period: Period, steps = 0): number {
  if (period === 'day') return day + steps;
  if (period === 'week') return mondayOf(weekOf(day) + steps);
  const date = new Date(day * DAY_MS);
  const length = MONTHS[period];
  const month = Math.floor(date.getUTCMonth() / length) * length;
  return Date.UTC(date.getUTCFullYear(), month + steps * length, 1) / DAY_MS;
}

/**
 * The instant so much later (ms). Minutes and hours are exact. Days and longer keep the time of day on the local calendar:
 * a time that the clocks skip is the first instant after the gap, one that comes twice is the first of the two.
 * @throws RangeError for an unknown time zone or an invalid instant
 */
export function addDuration(epochMs: number, { amount, unit }: Duration, timeZone: string): number {
  if (unit === 'minute') return epochMs + amount * MINUTE_MS;
  if (unit === 'hour') return epochMs + amount * HOUR_MS;
  const local = epochMs + offsetAt(epochMs, timeZone);
  const day = Math.floor(local / DAY_MS);
  return instantOf(addToDay(day, { amount, unit }) * DAY_MS + (local - day * DAY_MS), timeZone);
}

/** The first instant at which local clocks show `local` (ms as if it were UTC), or the end of the gap that skips it. */
function instantOf(local: number, timeZone: string): number {
  const earlier = offsetAt(local - DAY_MS, timeZone);
  const later = offsetAt(local + DAY_MS, timeZone);
  if (offsetAt(local - earlier, timeZone) === earlier) return local - earlier;
  if (offsetAt(local - later, timeZone) === later) return local - later;
  let before = local - DAY_MS;
  let after = local + DAY_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle, timeZone) === earlier) before = middle;
    else after = middle;
  }
  return after;
}
