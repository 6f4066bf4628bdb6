import { z } from 'zod';
import { Id, Instant, safeText } from '../common.js';
import { Condition } from '../flow/condition.js';
import { Explanation } from '../flow/explanation.js';
import { Flow, Problem } from '../flow/flow.js';
import { Run } from './runs.js';

export const FlowSummary = z.object({
  id: Id,
  name: z.string(),
  status: z.enum(['draft', 'published']),
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
export const FlowDetail = FlowSummary.extend({ revision: z.int(), draft: Flow, published: Flow.nullable() });
export type FlowDetail = z.infer<typeof FlowDetail>;
export const CreateFlowRequest = z.strictObject({ flow: Flow });
export type CreateFlowRequest = z.infer<typeof CreateFlowRequest>;
/** `revision` is the one the edit started from; a stale one is refused with 409 and loses nothing. */
export const SaveDraftRequest = z.strictObject({ flow: Flow, revision: z.int() });
export type SaveDraftRequest = z.infer<typeof SaveDraftRequest>;
export const SaveDraftResponse = z.object({ revision: z.int(), savedAt: Instant, problems: z.array(Problem) });
export type SaveDraftResponse = z.infer<typeof SaveDraftResponse>;
export const PublishRequest = z.strictObject({
  apply: z.enum(['new_events', 'everyone']),
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
  sentence: z.object({ 'zh-CN': z.string(), en: z.string() }),
});
export type FlowVersion = z.infer<typeof FlowVersion>;

/** How many customers match now: the whole flow's funnel by node, exact. `null` where the node reads `event.*` facts. */
export const CountRequest = z.union([z.strictObject({ flow: Flow }), z.strictObject({ condition: Condition })]);
export type CountRequest = z.infer<typeof CountRequest>;
export const CountResponse = z.object({
  total: z.int(),
  matching: z.int().nullable(),
  nodes: z.record(z.string(), z.int().nullable()),
  at: Instant,
});
export type CountResponse = z.infer<typeof CountResponse>;

export const FactMap = z.record(z.string().max(200), z.unknown());
/** Runs a flow on one customer without writing. `facts` replaces single facts; `event` gives the `event.*` facts. */
export const SimulateRequest = z.strictObject({
  flow: Flow,
  customerId: Id,
  facts: FactMap.optional(),
  now: Instant.optional(),
});
export type SimulateRequest = z.infer<typeof SimulateRequest>;
export const SimulateResponse = z.object({ facts: FactMap, explanation: Explanation, now: Instant });
export type SimulateResponse = z.infer<typeof SimulateResponse>;
export const ImportRequest = z.strictObject({
  format: z.literal('json-rules-engine'),
  rules: z.unknown(),
  name: safeText(80, 1).optional(),
});
export type ImportRequest = z.infer<typeof ImportRequest>;
