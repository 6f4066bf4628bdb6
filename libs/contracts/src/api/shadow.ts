import { z } from 'zod';
import { Id, Instant, LocalizedText } from '../common.js';
import { ActionTrace } from '../flow/explanation.js';
import { DeliveryKind } from './deliveries.js';

/** A shadow ends by itself: after so many days unless it says otherwise, and after so many at the latest. */
export const SHADOW_DAYS = 7;
export const MAX_SHADOW_DAYS = 30;

/** Runs the draft at this revision, or a version, beside what is published; applies nothing. */
export const StartShadowRequest = z
  .strictObject({ revision: z.int().optional(), version: z.int().min(1).optional(), endsAt: Instant.optional() })
  .refine(({ revision, version }) => (revision === undefined) !== (version === undefined), {
    message: 'either the revision of the draft, or a version',
    path: ['revision'],
  });
export type StartShadowRequest = z.infer<typeof StartShadowRequest>;

/** What a shadow, the live version and people say of one tag and customer. */
export const ShadowDifferenceKind = z.enum(['only_shadow', 'only_live', 'only_people', 'contradicts']);
export type ShadowDifferenceKind = z.infer<typeof ShadowDifferenceKind>;

export const ShadowTagRef = z.object({ tagId: Id, key: z.string(), name: LocalizedText, category: z.string() });

/** One tag; of a tag with values one line per value. `forbid` where the flow keeps the tag away. */
export const ShadowTag = ShadowTagRef.extend({
  stance: z.enum(['assert', 'forbid']),
  value: z.unknown(),
  /** Customers whom the shadow would have given it by now, beyond those who had it of this flow at the start. */
  wouldAdd: z.int(),
  /** Customers who had it of this flow at the start, and from whom the shadow would have taken it. */
  wouldRemove: z.int(),
  both: z.int(),
  onlyShadow: z.int(),
  onlyLive: z.int(),
});
export type ShadowTag = z.infer<typeof ShadowTag>;

/** The shadow beside what people set by hand. */
export const ShadowPeople = ShadowTagRef.extend({
  /** Both say the same. */
  agree: z.int(),
  /** People gave it, and the shadow says nothing. */
  onlyPeople: z.int(),
  /** The one gives what the other forbids, or another value. */
  contradicts: z.int(),
});
export type ShadowPeople = z.infer<typeof ShadowPeople>;

export const ShadowEffect = z.object({ nodeId: z.string(), kind: DeliveryKind, times: z.int(), customers: z.int() });
export type ShadowEffect = z.infer<typeof ShadowEffect>;

export const Shadow = z.object({
  id: Id,
  /** Of the draft that runs; null when a version does. */
  revision: z.int().nullable(),
  version: z.int().nullable(),
  /** What runs is what publishing would publish now. */
  isDraft: z.boolean(),
  liveVersion: z.int().nullable(),
  status: z.enum(['running', 'ended', 'stopped', 'failed']),
  startedAt: Instant,
  startedBy: z.string(),
  endsAt: Instant,
  endedAt: Instant.nullable(),
  /** Why it failed. */
  error: z.string().nullable(),
  /** Customers of whom it was asked. */
  evaluated: z.int(),
  /** Evaluations that failed and are missing here; production was not touched by it. */
  missed: z.int(),
  tags: z.array(ShadowTag),
  people: z.array(ShadowPeople),
  effects: z.array(ShadowEffect),
});
export type Shadow = z.infer<typeof Shadow>;

/** The shadow of a flow that runs, or the last one that did; null when there is none. */
export const ShadowResponse = z.object({ shadow: Shadow.nullable() });
export type ShadowResponse = z.infer<typeof ShadowResponse>;

export const ShadowDifference = ShadowTagRef.extend({
  kind: ShadowDifferenceKind,
  /** What the shadow says; null where it says nothing. */
  shadow: z.object({ stance: z.enum(['assert', 'forbid']), value: z.unknown() }).nullable(),
  /** What the live version or the person says. */
  other: z.object({ stance: z.enum(['assert', 'forbid']), value: z.unknown() }).nullable(),
  /** Who says so by hand. */
  by: z.string().nullable(),
  /** Why the shadow says so; `isNow`: by the facts of this moment, as it never decided about it. */
  evidence: ActionTrace.nullable(),
  isNow: z.boolean(),
  /** Why the live version says so. */
  liveEvidence: ActionTrace.nullable(),
});
export type ShadowDifference = z.infer<typeof ShadowDifference>;

export const ShadowDifferent = z.object({
  customerId: Id,
  name: z.string().nullable(),
  differences: z.array(ShadowDifference),
});
export type ShadowDifferent = z.infer<typeof ShadowDifferent>;

export const ShadowDifferencesQuery = z.strictObject({
  kind: ShadowDifferenceKind.optional(),
  tagId: Id.optional(),
  /** The last customer of the page before. */
  after: Id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type ShadowDifferencesQuery = z.infer<typeof ShadowDifferencesQuery>;

/** Customers about whom they differ, in the order of their ids. `next`: where the following page starts. */
export const ShadowDifferencesResponse = z.object({ customers: z.array(ShadowDifferent), next: Id.nullable() });
export type ShadowDifferencesResponse = z.infer<typeof ShadowDifferencesResponse>;
