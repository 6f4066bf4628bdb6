/** The moment of an evaluation, and the zone whose calendar decides what «today» is (IANA name). */
export interface Moment {
  now: Date;
  timeZone: string;
  /**
   * The customer's own zone, for facts that count on it (a metric's days) while the evaluation counts on another calendar;
   * `timeZone` when absent.
   */
  customerTimeZone?: string;
}

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();
/** The last local day seen per zone, as [start, end) in ms: nearly every call falls into it. */
const lastDays = new Map<string, { day: number; start: number; end: number }>();

/** Starts of days already looked for; finding one asks Intl some thirty times, and every customer's next review needs one. */
const starts = new Map<string, number>();
/** Some years of days in a few zones. */
const MAX_STARTS = 10_000;

function computeDay(time: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'iso8601',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(time)) parts[type] = Number(value);
  return Math.round(Date.UTC(parts.year!, parts.month! - 1, parts.day!) / DAY_MS);
}

/**
 * The first instant of a local day (ms). Found by bisection over the local calendar, so it is right where midnight does
 * not exist or comes twice.
 */
export function startOfDay(day: number, timeZone: string): number {
  const key = `${day} ${timeZone}`;
  let start = starts.get(key);
  if (start === undefined) {
    if (starts.size >= MAX_STARTS) starts.clear();
    starts.set(key, (start = findStart(day, timeZone)));
  }
  return start;
}

function findStart(day: number, timeZone: string): number {
  let [before, at] = [day * DAY_MS - 16 * 3_600_000, day * DAY_MS + 16 * 3_600_000];
  while (at - before > 1) {
    const middle = Math.floor((before + at) / 2);
    if (computeDay(middle, timeZone) >= day) at = middle;
    else before = middle;
  }
  return at;
}

/** The local day number (days since 1970-01-01 in the zone's calendar). Throws RangeError for an unknown zone. */
export function localDay({ now, timeZone }: Moment): number {
  const time = now.getTime();
  const last = lastDays.get(timeZone);
  if (last && time >= last.start && time < last.end) return last.day;
  const day = computeDay(time, timeZone);
  lastDays.set(timeZone, { day, start: startOfDay(day, timeZone), end: startOfDay(day + 1, timeZone) });
  return day;
}

/** The region names of the IANA data; offsets such as `+08:00` are not names, and PostgreSQL reads them the other way round. */
const ZONE_NAME = /^(UTC|[A-Za-z_]+\/[A-Za-z0-9_+/-]+)$/;
const zones = new Map<string, boolean>();

/** Whether a text names a zone (`Asia/Shanghai`, `UTC`). */
export function isTimeZone(name: string): boolean {
  let isKnown = zones.get(name);
  if (isKnown === undefined) {
    isKnown = ZONE_NAME.test(name) && canFormat(name);
    if (zones.size < MAX_STARTS) zones.set(name, isKnown);
  }
  return isKnown;
}

function canFormat(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
    return true;
  } catch {
    return false;
  }
}
