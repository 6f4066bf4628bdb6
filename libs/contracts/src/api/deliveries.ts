import { z } from 'zod';
import { Id, Instant, safeText } from '../common.js';
import { EFFECT_ACTIONS } from '../flow/flow.js';

export const DeliveryStatus = z.enum(['pending', 'delivered', 'failed', 'cancelled']);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;
export const DeliveryKind = z.enum(EFFECT_ACTIONS);
export type DeliveryKind = z.infer<typeof DeliveryKind>;

/** One outbound effect with its receipt. `receipt` is what the receiver answered, or what was done. */
export const Delivery = z.object({
  id: Id,
  customerId: Id,
  customerName: z.string().nullable(),
  flowId: Id,
  flowName: z.string(),
  flowVersion: z.int(),
  kind: DeliveryKind,
  /** Whom or what it reached: an endpoint's, person's, team's or field's name. */
  target: z.string(),
  status: DeliveryStatus,
  attempts: z.int(),
  nextAttemptAt: Instant.nullable(),
  receipt: z.record(z.string(), z.unknown()).nullable(),
  error: z.string().nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
});
export type Delivery = z.infer<typeof Delivery>;
export const DeliveriesResponse = z.object({ items: z.array(Delivery), nextCursor: z.string().nullable() });
export type DeliveriesResponse = z.infer<typeof DeliveriesResponse>;

/** A receiver of webhooks. Calls are signed as Standard Webhooks asks; the secret is shown once. */
export const WebhookEndpoint = z.object({
  id: Id,
  name: z.string(),
  url: z.string(),
  enabled: z.boolean(),
  createdAt: Instant,
  createdBy: z.string(),
  lastDeliveredAt: Instant.nullable(),
  lastError: z.string().nullable(),
});
export type WebhookEndpoint = z.infer<typeof WebhookEndpoint>;
export const CreateWebhookEndpointRequest = z.strictObject({
  name: safeText(60, 1),
  url: z.url({ protocol: /^https?$/ }).max(500),
});
export type CreateWebhookEndpointRequest = z.infer<typeof CreateWebhookEndpointRequest>;
export const UpdateWebhookEndpointRequest = z.strictObject({
  name: safeText(60, 1).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  enabled: z.boolean().optional(),
});
export type UpdateWebhookEndpointRequest = z.infer<typeof UpdateWebhookEndpointRequest>;
/** `secret` (`whsec_…`) is told this one time. */
export const CreatedWebhookEndpoint = WebhookEndpoint.extend({ secret: z.string() });
export type CreatedWebhookEndpoint = z.infer<typeof CreatedWebhookEndpoint>;

/** What the receiver answered to a signed test call; no customer's data is sent. */
export const WebhookTestResult = z.object({
  delivered: z.boolean(),
  /** Null when no answer came. */
  status: z.int().nullable(),
  /** The first kilobyte. */
  body: z.string().nullable(),
  error: z.string().nullable(),
  durationMs: z.int(),
});
export type WebhookTestResult = z.infer<typeof WebhookTestResult>;

/** A message for a person of ours; also what `sendMaterial` leaves where no channel is connected. */
/** `review_*`: a second person is asked about a draft, or has answered; it is about the flow and no customer.
 * `schedule_refused`: what was to happen to a flow at a moment did not. */
export const InboxMessage = z.object({
  id: Id,
  kind: z.enum([
    'notify',
    'assign',
    'sendMaterial',
    'review_asked',
    'review_approved',
    'review_rejected',
    'schedule_refused',
    'share_asked',
    'share_granted',
    'share_refused',
    'share_ending',
    'share_ended',
    /** A second person is asked to agree to an act, or has answered; `url` leads to it. */
    'approval_asked',
    'approval_decided',
    /** About a flow of one's department that lacks a tag, or will: it is asked nothing, or again. */
    'flow_block_ahead',
    'flow_blocked',
    'flow_unblocked',
    /** To the owner of the tag: flows of a department are asked nothing for want of it. */
    'share_flows_blocked',
  ]),
  customerId: Id.nullable(),
  customerName: z.string().nullable(),
  title: z.string(),
  text: z.string(),
  url: z.string().nullable(),
  /** Where it is about a flow and no customer. */
  flowId: Id.nullable(),
  flowName: z.string(),
  createdAt: Instant,
  readAt: Instant.nullable(),
});
export type InboxMessage = z.infer<typeof InboxMessage>;
export const InboxResponse = z.object({
  items: z.array(InboxMessage),
  nextCursor: z.string().nullable(),
  unread: z.int(),
});
export type InboxResponse = z.infer<typeof InboxResponse>;
/** Either some messages or all that there are. */
export const MarkReadRequest = z
  .strictObject({ ids: z.array(Id).min(1).max(500).optional(), all: z.literal(true).optional() })
  .refine(({ ids, all }) => (ids === undefined) !== (all === undefined), 'expected either ids or all');
export type MarkReadRequest = z.infer<typeof MarkReadRequest>;
export const MarkReadResponse = z.object({ unread: z.int() });
export type MarkReadResponse = z.infer<typeof MarkReadResponse>;
