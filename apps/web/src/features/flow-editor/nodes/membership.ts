import type { Duration, Membership, TagActionData } from '@tagloom/contracts';

/** Another way to stay; a duration that only suits the way before goes. */
export function withMembership(data: TagActionData, membership: Membership): TagActionData {
  const { hold, validFor, ...rest } = data;
  const kept = membership === 'while' ? hold && { hold } : validFor && { validFor };
  return { ...rest, membership, ...kept };
}

/** A shortest stay or a time until it leaves; nothing takes it away. */
export function withDuration(
  data: TagActionData,
  part: 'hold' | 'validFor',
  duration: Duration | undefined,
): TagActionData {
  const { [part]: _before, ...rest } = data;
  return duration ? { ...rest, [part]: duration } : rest;
}
