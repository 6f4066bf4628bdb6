import { TIME_ZONE } from './shift-dates.mjs';

const DAY_MS = 86_400_000;
const FIRST_REVIEW_DAYS = 45;
const REVIEWS_APART_DAYS = 7;

/** The local day so many days from `now`, YYYY-MM-DD. @param {Date} now @param {number} days */
export const dayIn = (now, days) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE }).format(new Date(now.getTime() + days * DAY_MS));

/**
 * What makes a definition complete besides what it says: somebody who answers for it, and a day to look at it again, of the tags
 * of the demo one after the other.
 *
 * @param {{ id: string } | undefined} steward
 * @param {number} nth
 */
export const careOf = (steward, nth, now = new Date()) => ({
  ...(steward && { stewardId: steward.id }),
  reviewAt: dayIn(now, FIRST_REVIEW_DAYS + nth * REVIEWS_APART_DAYS),
});
