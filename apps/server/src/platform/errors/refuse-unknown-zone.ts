import { isTimeZone } from '@tagloom/rule-engine';
import { DomainError } from './domain-error.js';

/** PostgreSQL and Intl would fail on a zone that does not exist later, far from here. Null and undefined are none. */
export function refuseUnknownZone(
  zone: string | null | undefined,
  path: string,
  hint = 'Send a name such as Asia/Shanghai, or null',
): void {
  if (zone === null || zone === undefined || isTimeZone(zone)) return;
  const message = `${path}: there is no time zone ${zone}`;
  throw new DomainError('validation_failed', message, {
    path,
    hint,
    issues: [{ path, code: 'wrong_time_zone', message }],
  });
}
