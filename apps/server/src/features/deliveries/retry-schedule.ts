const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits between attempts, after Standard Webhooks: about three days in all. */
const DELAYS_MS = [
  5 * SECOND,
  30 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
export const MAX_ATTEMPTS = DELAYS_MS.length + 1;
const LONGEST_MS = 24 * HOUR;
/** Up to this part of a delay is added by chance, so that what failed together does not come back together. */
const JITTER = 0.2;

/**
 * How long to wait after the `attempts`-th attempt, or null: that was the last one. A receiver may ask for longer (at most a
 * day), never for less.
 *
 * @param chance from 0 to below 1
 */
export function retryDelayMs(attempts: number, askedMs: number | null, chance: number): number | null {
  const delay = DELAYS_MS[attempts - 1];
  if (delay === undefined) return null;
  return Math.round(Math.max(delay * (1 + JITTER * chance), Math.min(askedMs ?? 0, LONGEST_MS)));
}

/** `Retry-After` of an answer: seconds or an HTTP date. Null when absent or unreadable. */
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND;
  // Date.parse reads almost any number as some date; those of HTTP name the month.
  const date = /[a-z]{3}/i.test(header) ? Date.parse(header) : NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}
