import { z } from 'zod';
import { Id } from '../common.js';

/**
 * What a realtime message is about. `definitions`: tags, groups, metrics, event types or published flows, as far as one sees
 * them; `sharing`: shares and requests; `approvals`: what waits for a second person; `customer`: the tags of the customer that
 * was asked for; `refetch`: something may have been missed, so everything is to be read again; `ended`: the session is over.
 */
export const REALTIME_TOPICS = [
  'definitions',
  'sharing',
  'runs',
  'inbox',
  'approvals',
  'customer',
  'refetch',
  'ended',
] as const;
export const RealtimeTopic = z.enum(REALTIME_TOPICS);
export type RealtimeTopic = z.infer<typeof RealtimeTopic>;

/** Says that something changed, never what: whoever hears it reads it again, with the rights that they have. */
export const RealtimeMessage = z.strictObject({
  topic: RealtimeTopic,
  /** Of `customer` alone: which one. */
  id: Id.optional(),
});
export type RealtimeMessage = z.infer<typeof RealtimeMessage>;
