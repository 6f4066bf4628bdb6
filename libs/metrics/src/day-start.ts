import { startOfLocalDay } from '@tagloom/contracts';

/**
 * The instant at which a local day begins: midnight, or the first moment after it where clocks skip midnight.
 * A day that the zone skipped altogether begins when the next one does.
 * @throws RangeError for an unknown time zone or an invalid day
 */
export const dayStart = (day: number, timeZone: string): Date => new Date(startOfLocalDay(day, timeZone));
