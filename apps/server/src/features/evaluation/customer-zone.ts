import { isTimeZone } from '@tagloom/rule-engine';
import type { Facts } from './customer-state.js';
import type { Runtime } from './runtime.js';

const FACT = 'profile.time_zone';
/** Zones are few; asking Intl for each customer would be slow. */
const known = new Map<string, boolean>();
const MAX_NAMES = 2_000;

/** The customer's own time zone, or the organisation's when it is unknown. */
export function customerZone(runtime: Pick<Runtime, 'timeZone'>, facts: Facts): string {
  const zone = facts[FACT];
  if (typeof zone !== 'string') return runtime.timeZone;
  let isValid = known.get(zone);
  if (isValid === undefined) {
    if (known.size >= MAX_NAMES) known.clear();
    known.set(zone, (isValid = isTimeZone(zone)));
  }
  return isValid ? zone : runtime.timeZone;
}
