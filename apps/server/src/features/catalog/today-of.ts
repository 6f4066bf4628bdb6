import { isTimeZone, localDay, type Moment } from '@tagloom/rule-engine';

/**
 * SQL of today's day number (days since 1970-01-01) for customers `c`: a number, or, where each customer counts on their own
 * calendar, an expression. `timeZone` is an IANA name or `customer`; the moment's when absent.
 */
export function todayOf(timeZone: string | undefined, moment: Moment): string {
  if (timeZone !== 'customer') return String(localDay({ ...moment, timeZone: timeZone ?? moment.timeZone }));
  if (!isTimeZone(moment.timeZone)) throw new RangeError(`no time zone: ${moment.timeZone}`);
  const zone = `coalesce(c.zone, '${moment.timeZone}')`;
  return `((to_timestamp(${moment.now.getTime()} / 1000.0) AT TIME ZONE ${zone})::date - DATE '1970-01-01')`;
}
