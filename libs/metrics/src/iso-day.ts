import { DAY_MS } from '@tagloom/contracts';

/** `2026-03-01` for day 20513. @throws RangeError for a number that is no day JavaScript can represent. */
export function dayToIso(day: number): string {
  if (!Number.isInteger(day)) throw new RangeError(`not a day number: ${day}`);
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Days since 1970-01-01 of a calendar day. @throws RangeError unless `iso` is a real date `YYYY-MM-DD`. */
export function isoToDay(iso: string): number {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : NaN;
  // A date that does not exist is moved to the next month by some engines: a real one survives the round trip.
  if (Number.isNaN(time) || dayToIso(time / DAY_MS) !== iso) throw new RangeError(`not a real date YYYY-MM-DD: ${iso}`);
  return time / DAY_MS;
}
