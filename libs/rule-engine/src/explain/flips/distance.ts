import { dayNumber, isDate } from '../../time/calendar.js';

/** A change of kind (a text, an answer) counts as one whole step; learning or forgetting something as two. */
const OF_KIND = 1;
const OF_UNKNOWN = 2;
const OF_FRACTION = 1;
const YEAR = 366;

/** How far a value is from the actual one, from 0 on: a share of the larger of two numbers, of a year for two days. */
export function distanceOf(actual: unknown, needed: unknown, isWhole: boolean): number {
  if (actual === null || needed === null) return OF_UNKNOWN + (needed === null ? OF_KIND : 0);
  if (typeof actual === 'number' && typeof needed === 'number') {
    // half an order is nobody's goal
    const fraction = isWhole && !Number.isInteger(needed) ? OF_FRACTION : 0;
    return fraction + Math.abs(needed - actual) / Math.max(1, Math.abs(actual), Math.abs(needed));
  }
  if (isDate(actual) && isDate(needed))
    return Math.min(OF_KIND, Math.abs(dayNumber(needed)! - dayNumber(actual)!) / YEAR);
  return OF_KIND;
}
