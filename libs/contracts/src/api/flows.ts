import { z } from 'zod';
import { Id, Instant, LocalizedText, safeText } from '../common.js';
import { ImportItem, ImportMapping } from '../flow/bundle.js';
import { Condition } from '../flow/condition.js';
import { Explanation } from '../flow/explanation.js';
import { Flow, Problem } from '../flow/flow.js';
import { DeliveryKind } from './deliveries.js';
import { Run } from './runs.js';
import { ShareLevel } from './sharing.js';

/**
 * Why a published flow is asked nothing at the moment: its department has less of a tag than the flow needs. What it gave stays;
 * it goes on by itself when the department has the tag again.
 */
export const FlowBlock = z.object({
  /** Null until it has been noted, which takes seconds. */
  since: Instant.nullable(),
  tags: z.array(
    z.object({
      /** Null where the caller may not know the tag any more; so is the name. */
      id: Id.nullable(),
      name: LocalizedText.nullable(),
      needed: ShareLevel,
      /** Where the flow mentions it; nowhere when that is its audience. */
      nodeIds: z.array(z.string()),
    }),
  ),
});
export type FlowBlock = z.infer<typeof FlowBlock>;

export const FlowSummary = z.object({
  id: Id,
  name: z.string(),
  /** Whose draft space it is in; null is the whole enterprise's. */
  department: z.object({ id: Id, name: z.string() }).nullable(),
  /** The caller's place may change it: what the role allows is another question. */
  editable: z.boolean(),
  /** Of a published flow alone. */
  blocked: FlowBlock.nullable(),
  /** `stopped`: it was published once, and was ended. */
  status: z.enum(['draft', 'published', 'stopped']),
  version: z.int().nullable(),
  /** The draft differs from the published version. */
  hasUnpublishedEdits: z.boolean(),
  sentence: z.object({ 'zh-CN': z.string(), en: z.string() }),
  updatedAt: Instant,
  updatedBy: z.string(),
  publishedAt: Instant.nullable(),
  /** Customers who hold a tag because of it now. */
  customers: z.int(),
});
export type FlowSummary = z.infer<typeof FlowSummary>;
/** A flow that went from one department to another, or became everybody's; null is the whole enterprise. */
export const FlowMove = z.object({
  from: z.object({ id: Id, name: z.string() }).nullable(),
  to: z.object({ id: Id, name: z.string() }).nullable(),
  by: z.string(),
  /** Who agreed to it; null where nobody had to. */
  agreedBy: z.string().nullable(),
  at: Instant,
});
export type FlowMove = z.infer<typeof FlowMove>;
/**
 * Into the hands of a department, or (null) of the whole enterprise. Out of a department somebody else has to agree, who may
 * change every tag that the flow sets: `POST /approvals` with the act `promoteFlow`. Back into one only the organisation moves it.
 */
export const MoveFlowRequest = z.strictObject({ departmentId: Id.nullable(), revision: z.int() });
export type MoveFlowRequest = z.infer<typeof MoveFlowRequest>;
export const FlowDetail = FlowSummary.extend({
  revision: z.int(),
  draft: Flow,
  published: Flow.nullable(),
  /** Latest first. */
  moves: z.array(FlowMove),
});
export type FlowDetail = z.infer<typeof FlowDetail>;
export const CreateFlowRequest = z.strictObject({ flow: Flow });
export type CreateFlowRequest = z.infer<typeof CreateFlowRequest>;
/** `revision` is the one the edit started from; a stale one is refused with 409 and loses nothing. */
export const SaveDraftRequest = z.strictObject({ flow: Flow, revision: z.int() });
export type SaveDraftRequest = z.infer<typeof SaveDraftRequest>;
export const SaveDraftResponse = z.object({ revision: z.int(), savedAt: Instant, problems: z.array(Problem) });
export type SaveDraftResponse = z.infer<typeof SaveDraftResponse>;
export const PublishRequest = z.strictObject({
  /** `since`: everyone who had an event since then is asked now, the others take part with their next one. */
  apply: z.enum(['new_events', 'everyone', 'since']),
  /** With `since` alone. */
  since: Instant.optional(),
  revision: z.int(),
  note: safeText(500).optional(),
});
export type PublishRequest = z.infer<typeof PublishRequest>;
export const PublishResponse = z.object({ version: z.int(), run: Run.nullable() });
export type PublishResponse = z.infer<typeof PublishResponse>;
export const FlowVersion = z.object({
  version: z.int(),
  flow: Flow,
  publishedAt: Instant,
  publishedBy: z.string(),
  note: z.string().nullable(),
  appliesTo: z.enum(['new_events', 'everyone', 'since']),
  since: Instant.nullable(),
  sentence: z.object({ 'zh-CN': z.string(), en: z.string() }),
});
export type FlowVersion = z.infer<typeof FlowVersion>;

/**
 * How many customers match now: the whole flow's funnel by node, exact; with `sample` estimated from a part of a large
 * population, each number with its margin. `null` where the node reads `event.*` facts.
 * `flowId` tells whose draft it is, so that leave thresholds know who holds its tags; without it nobody does.
 */
export const CountRequest = z.union([
  z.strictObject({ flow: Flow, flowId: Id.optional(), sample: z.boolean().optional() }),
  z.strictObject({ condition: Condition }),
]);
export type CountRequest = z.infer<typeof CountRequest>;
export const CountResponse = z.object({
  total: z.int(),
  matching: z.int().nullable(),
  nodes: z.record(z.string(), z.int().nullable()),
  /** Estimated, `total` too. Absent: exact. */
  sampled: z.boolean().optional(),
  /** The ± of `nodes` and `matching` at 95 %, by node and `matching`, from how blocks of the sample differ; 0 is exact. Only when a sample was asked for. */
  margins: z.object({ matching: z.int().nullable(), nodes: z.record(z.string(), z.int().nullable()) }).optional(),
  at: Instant,
});
export type CountResponse = z.infer<typeof CountResponse>;

export const FactMap = z.record(z.string().max(200), z.unknown());
/**
 * Runs a flow on one customer without writing. `facts` replaces single facts, `event.*` ones included. `flowId` tells whose
 * draft it is, so that leave thresholds and effects know what happened before; without it nothing has.
 */
export const SimulateRequest = z.strictObject({
  flow: Flow,
  flowId: Id.optional(),
  customerId: Id,
  facts: FactMap.optional(),
  now: Instant.optional(),
});
export type SimulateRequest = z.infer<typeof SimulateRequest>;
/**
 * What an effect of the flow would do now: `happens`; `spent`: it was for one time, and has happened; `still`: the condition
 * has held since it happened last; `no`: the condition does not hold.
 */
export const SimulatedEffect = z.object({
  actionNodeId: z.string(),
  kind: DeliveryKind,
  outcome: z.enum(['happens', 'spent', 'still', 'no']),
});
export type SimulatedEffect = z.infer<typeof SimulatedEffect>;
export const SimulateResponse = z.object({
  facts: FactMap,
  explanation: Explanation,
  effects: z.array(SimulatedEffect),
  now: Instant,
});
export type SimulateResponse = z.infer<typeof SimulateResponse>;
export const ImportRequest = z.strictObject({
  format: z.literal('json-rules-engine'),
  rules: z.unknown(),
  name: safeText(80, 1).optional(),
});
export type ImportRequest = z.infer<typeof ImportRequest>;

/** What a bundle needs, and what is proposed about each thing here; nothing is written. */
export const ImportPlanRequest = z.strictObject({ bundle: z.unknown() });
export type ImportPlanRequest = z.infer<typeof ImportPlanRequest>;
export const ImportPlanResponse = z.object({ name: z.string(), items: z.array(ImportItem) });
export type ImportPlanResponse = z.infer<typeof ImportPlanResponse>;
/** Creates what the mapping asks for, then the flow as a draft. What the mapping leaves out keeps its key. */
export const ImportBundleRequest = z.strictObject({
  bundle: z.unknown(),
  mapping: ImportMapping,
  name: safeText(80, 1).optional(),
});
export type ImportBundleRequest = z.infer<typeof ImportBundleRequest>;
