import { z } from 'zod';
import { Id, Instant, LocalizedText, safeText } from '../common.js';
import { ActionTrace } from '../flow/explanation.js';
import { DeliveryKind } from './deliveries.js';
import { Run } from './runs.js';

/** Asks what publishing this revision of the draft to everyone would do; the answer comes as a run. */
export const PreviewRequest = z.strictObject({ revision: z.int() });
export type PreviewRequest = z.infer<typeof PreviewRequest>;

/** Customers who would gain a tag, lose it, or keep it with another value. */
export const ImpactCount = z.object({ gained: z.int(), lost: z.int(), revalued: z.int() });
export type ImpactCount = z.infer<typeof ImpactCount>;

/** One tag; of a tag with values one line per value that comes or goes. `byOthers`: how many of them other flows would cause. */
export const ImpactTag = ImpactCount.extend({
  tagId: Id,
  key: z.string(),
  name: LocalizedText,
  category: z.string(),
  value: z.unknown(),
  byOthers: z.int(),
});
export type ImpactTag = z.infer<typeof ImpactTag>;

/** The customers whom a department looks after; those whom none looks after have no department. */
export const ImpactDepartment = ImpactCount.extend({
  departmentId: Id.nullable(),
  name: z.string().nullable(),
  total: z.int(),
  changed: z.int(),
});
export type ImpactDepartment = z.infer<typeof ImpactDepartment>;

/** Effects that would happen. `byOthers`: those of other flows, which answer to what this one changes. */
export const ImpactEffect = z.object({ kind: DeliveryKind, count: z.int(), byOthers: z.int() });
export type ImpactEffect = z.infer<typeof ImpactEffect>;

/** A flow that would answer to what this one changes. */
export const ImpactFlow = ImpactCount.extend({ flowId: Id, name: z.string(), effects: z.int() });
export type ImpactFlow = z.infer<typeof ImpactFlow>;

export const ImpactChange = z.object({
  tagId: Id,
  key: z.string(),
  name: LocalizedText,
  category: z.string(),
  change: z.enum(['gained', 'lost', 'revalued']),
  before: z.unknown(),
  after: z.unknown(),
  /** The flow that decides it; null where time alone does. */
  flowId: Id.nullable(),
  flowName: z.string().nullable(),
  /** Null where a tag only yields to another one of its group. */
  evidence: ActionTrace.nullable(),
});
export type ImpactChange = z.infer<typeof ImpactChange>;

/** One of those who would change, and why. */
export const ImpactSample = z.object({
  customerId: Id,
  name: z.string().nullable(),
  changes: z.array(ImpactChange),
  effects: z.array(z.object({ kind: DeliveryKind, flowName: z.string() })),
});
export type ImpactSample = z.infer<typeof ImpactSample>;

/** What publishing to everyone would have done at the moment `at`. Nothing was written. */
export const Impact = ImpactCount.extend({
  at: Instant,
  total: z.int(),
  /** Customers whose effective tags would change. */
  changed: z.int(),
  unchanged: z.int(),
  /** Customers whose tags would change or for whom an effect would happen: what the guard goes by. */
  affected: z.int(),
  tags: z.array(ImpactTag),
  departments: z.array(ImpactDepartment),
  effects: z.array(ImpactEffect),
  flows: z.array(ImpactFlow),
  samples: z.array(ImpactSample),
});
export type Impact = z.infer<typeof Impact>;

/**
 * The latest preview of a flow. `isCurrent`: the draft, what is published and the definitions are the same still, and it is
 * not older than an hour. `run`: the one under way, or the one that made it.
 */
export const FlowPreview = z.object({
  revision: z.int().nullable(),
  isCurrent: z.boolean(),
  run: Run.nullable(),
  impact: Impact.nullable(),
});
export type FlowPreview = z.infer<typeof FlowPreview>;

/**
 * When publishing asks for a second person: more than `share` percent of the customers would change, and not fewer than
 * `minCustomers`. A share of 100 never asks.
 */
export const GuardSettings = z.strictObject({
  share: z.number().min(0).max(100),
  minCustomers: z.int().min(0).max(1_000_000_000),
});
export type GuardSettings = z.infer<typeof GuardSettings>;

export const AskReviewRequest = z.strictObject({ revision: z.int(), note: safeText(500).optional() });
export type AskReviewRequest = z.infer<typeof AskReviewRequest>;
export const DecideReviewRequest = z.strictObject({
  decision: z.enum(['approve', 'reject']),
  note: safeText(500).optional(),
});
export type DecideReviewRequest = z.infer<typeof DecideReviewRequest>;

/** A second person's word on one revision. `void`: the draft was edited since. */
export const FlowReview = z.object({
  id: Id,
  revision: z.int(),
  status: z.enum(['open', 'approved', 'rejected', 'void']),
  note: z.string().nullable(),
  askedBy: z.string(),
  askedAt: Instant,
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decisionNote: z.string().nullable(),
  /** The caller may decide it: not the one who asked, not the last editor, and no script. */
  mayDecide: z.boolean(),
});
export type FlowReview = z.infer<typeof FlowReview>;
