import { z } from 'zod';
import { ErrorBody } from '../errors.js';
import { Id, Instant, safeText } from '../common.js';
import { FlowBlock } from './flows.js';
import { Run } from './runs.js';

const Sentence = z.object({ 'zh-CN': z.string(), en: z.string() });

/** One difference between two drawings of a flow. `nodeIds` are those of the later one; of what is gone, the former's. */
export const FlowDifference = z.object({
  subject: z.enum(['node', 'edge', 'setting']),
  change: z.enum(['added', 'removed', 'changed']),
  nodeIds: z.array(z.string()),
  /** A plain sentence. */
  text: Sentence,
});
export type FlowDifference = z.infer<typeof FlowDifference>;
/** A piece of two sentences: kept in both, added by the later, or removed from the former. */
export const SentencePart = z.object({ change: z.enum(['kept', 'added', 'removed']), text: z.string() });
export type SentencePart = z.infer<typeof SentencePart>;

/** Two versions of a flow, or a version and the draft, compared. */
export const VersionDiff = z.object({
  differences: z.array(FlowDifference),
  sentence: z.object({ 'zh-CN': z.array(SentencePart), en: z.array(SentencePart) }),
});
export type VersionDiff = z.infer<typeof VersionDiff>;

/** Puts what a version says into the draft; publishing it is another step. `revision` is that of the draft it replaces. */
export const RollBackRequest = z.strictObject({ version: z.int().min(1), revision: z.int() });
export type RollBackRequest = z.infer<typeof RollBackRequest>;
export const RollBackResponse = z.object({ revision: z.int(), savedAt: Instant });
export type RollBackResponse = z.infer<typeof RollBackResponse>;

/** Ends a published flow: what it claimed is taken back, by a run. */
export const StopFlowRequest = z.strictObject({ note: safeText(500).optional() });
export type StopFlowRequest = z.infer<typeof StopFlowRequest>;
export const StopFlowResponse = z.object({ run: Run });
export type StopFlowResponse = z.infer<typeof StopFlowResponse>;

/** For whom a new version counts at once; `since` goes with the choice of that name and with no other. */
export const ApplyChoice = z.enum(['new_events', 'everyone', 'since']);
export type ApplyChoice = z.infer<typeof ApplyChoice>;

/** Whom a publication would ask now, and how long that takes. */
export const ReachRequest = z.strictObject({ apply: ApplyChoice, since: Instant.optional() });
export type ReachRequest = z.infer<typeof ReachRequest>;
export const ReachResponse = z.object({
  customers: z.int(),
  /** Estimated from recent runs. */
  seconds: z.number(),
});
export type ReachResponse = z.infer<typeof ReachResponse>;

/** What became of a moment in a schedule. */
export const ScheduleOutcome = z.object({
  at: Instant,
  status: z.enum(['done', 'refused']),
  /** Why it was refused, as the API would have answered. */
  error: ErrorBody.shape.error.nullable(),
});
export type ScheduleOutcome = z.infer<typeof ScheduleOutcome>;

export const FlowSchedule = z.object({
  publishAt: Instant.nullable(),
  expireAt: Instant.nullable(),
  apply: ApplyChoice,
  since: Instant.nullable(),
  note: z.string().nullable(),
  /** The draft that is to be published; another one by then is refused. */
  revision: z.int(),
  by: z.string(),
  publishOutcome: ScheduleOutcome.nullable(),
  expireOutcome: ScheduleOutcome.nullable(),
});
export type FlowSchedule = z.infer<typeof FlowSchedule>;
export const SaveScheduleRequest = z
  .strictObject({
    publishAt: Instant.optional(),
    expireAt: Instant.optional(),
    apply: ApplyChoice,
    since: Instant.optional(),
    note: safeText(500).optional(),
    revision: z.int(),
  })
  .refine(({ publishAt, expireAt }) => publishAt !== undefined || expireAt !== undefined, {
    message: 'expected publishAt or expireAt',
    path: ['publishAt'],
  });
export type SaveScheduleRequest = z.infer<typeof SaveScheduleRequest>;
export const ScheduleResponse = z.object({ schedule: FlowSchedule.nullable() });
export type ScheduleResponse = z.infer<typeof ScheduleResponse>;

/** How a flow fared on one day of the organisation's calendar. */
export const FlowDay = z.object({
  day: z.iso.date(),
  /** Evaluations, by events, edits, time and runs. */
  asked: z.int(),
  /** Those in which a condition of it held. */
  fired: z.int(),
  /** Those in which one held and nothing was to be done: the customer had it already. */
  unchanged: z.int(),
  /** Tags of it that people gave or forbade by hand. */
  overrides: z.int(),
  /** Mean of a sample; null when there was none. */
  microsPerEvaluation: z.number().nullable(),
});
export type FlowDay = z.infer<typeof FlowDay>;
export const FlowHealth = z.object({
  flowId: Id,
  lastFiredAt: Instant.nullable(),
  blocked: FlowBlock.nullable(),
  /** Latest first; days without anything are left out. */
  days: z.array(FlowDay),
});
export type FlowHealth = z.infer<typeof FlowHealth>;
