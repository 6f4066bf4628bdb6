import { z } from 'zod';
import { displayName, Id, Instant, LocalizedText, safeText } from '../common.js';
import { FactType } from '../flow/catalog.js';

export const CustomerRef = z.union([
  z.strictObject({ id: Id }),
  z.strictObject({ channel: safeText(40, 1), connection: safeText(60).optional(), externalId: safeText(200, 1) }),
]);
export type CustomerRef = z.infer<typeof CustomerRef>;

/** A property's value: text, number, boolean or a list of texts. Objects are refused, so that facts stay flat. */
export const PropertyValue = z.union([
  safeText(2000),
  z.number(),
  z.boolean(),
  z.array(safeText(200)).max(1000),
  z.null(),
]);

export const EventTypeName = z
  .string()
  .regex(/^[a-z][a-z0-9_.]{0,59}$/, 'expected lower-case letters, digits, _ and .');
export const PropertyName = z
  .string()
  .regex(/^[a-zA-Z][a-zA-Z0-9_]{0,59}$/, 'expected letters, digits and _')
  .refine((name) => !['constructor', 'prototype'].includes(name), 'reserved name');

export const EventInput = z.strictObject({
  /** The source's own id; (source, id) is accepted once, for ever. */
  id: safeText(200, 1),
  source: safeText(60, 1),
  type: EventTypeName,
  occurredAt: Instant,
  customer: CustomerRef,
  properties: z.record(PropertyName, PropertyValue).default({}),
});
export type EventInput = z.infer<typeof EventInput>;

export const MAX_EVENTS_PER_CALL = 1000;
/** Each event is checked on its own, so that a bad one never loses its neighbours. */
export const EventsRequest = z.strictObject({ events: z.array(z.unknown()).min(1).max(MAX_EVENTS_PER_CALL) });
export type EventsRequest = z.infer<typeof EventsRequest>;
export const RejectedEvent = z.object({
  index: z.int(),
  code: z.string(),
  message: z.string(),
  path: z.string().optional(),
});
export type RejectedEvent = z.infer<typeof RejectedEvent>;
export const EventsResponse = z.object({ accepted: z.int(), duplicates: z.int(), rejected: z.array(RejectedEvent) });
export type EventsResponse = z.infer<typeof EventsResponse>;

export const EventProperty = z.object({
  name: z.string(),
  type: FactType,
  label: LocalizedText.optional(),
  unit: LocalizedText.optional(),
});
export type EventProperty = z.infer<typeof EventProperty>;
export const EventType = z.object({
  name: z.string(),
  label: LocalizedText,
  properties: z.array(EventProperty),
  learned: z.boolean(),
  lastSeenAt: Instant.nullable(),
});
export type EventType = z.infer<typeof EventType>;
export const UpdateEventTypeRequest = z.strictObject({
  label: displayName(40).optional(),
  properties: z
    .array(
      z.strictObject({
        name: PropertyName,
        type: FactType,
        label: displayName(40).optional(),
        unit: displayName(10).optional(),
      }),
    )
    .max(200)
    .optional(),
});
export type UpdateEventTypeRequest = z.infer<typeof UpdateEventTypeRequest>;
