import { isKnownTimeZone, localDay as dayOf } from '@tagloom/contracts';

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

/** The local day number (days since 1970-01-01 in the zone's calendar). Throws RangeError for an unknown zone. */
export const localDay = ({ now, timeZone }: Moment): number => dayOf(now.getTime(), timeZone);

/** The region names of the IANA data; offsets such as `+08:00` are not names, and PostgreSQL reads them the other way round. */
const ZONE_NAME = /^(UTC|[A-Za-z_]+\/[A-Za-z0-9_+/-]+)$/;
const zones = new Map<string, boolean>();
/** Far more than there are. */
const MAX_ZONES = 10_000;

/** Whether a text names a zone (`Asia/Shanghai`, `UTC`). */
export function isTimeZone(name: string): boolean {
  let isKnown = zones.get(name);
  if (isKnown === undefined) {
    isKnown = ZONE_NAME.test(name) && isKnownTimeZone(name);
    if (zones.size < MAX_ZONES) zones.set(name, isKnown);
  }
  return isKnown;
}
