import { z } from 'zod';
import { Id, Instant, LocalizedText } from '../common.js';
import { PublicCatalog } from '../flow/catalog.js';
import { Verdict } from '../flow/explanation.js';
import { Flow } from '../flow/flow.js';
import { ChangeView } from './customers.js';

const Both = z.object({ 'zh-CN': z.string(), en: z.string() });

/** A line of evidence in words; `depth` counts the gates around it. */
export const TraceLine = z.object({
  depth: z.int(),
  nodeId: z.string().optional(),
  /** What was asked for: «近 90 天订单数至少 3 笔». */
  text: Both,
  /** What was found; «no data» when it was unknown. Absent where a gate counts nothing. */
  actual: Both.optional(),
  verdict: Verdict,
});
export type TraceLine = z.infer<typeof TraceLine>;

/** The version of a flow that made a change, as it read then. */
export const WhyFlow = z.object({
  id: Id,
  name: z.string(),
  version: z.int(),
  sentence: Both,
  flow: Flow,
  note: z.string().nullable(),
  publishedAt: Instant,
  publishedBy: z.string(),
  /** The flow is still there to be opened. */
  exists: z.boolean(),
});
export type WhyFlow = z.infer<typeof WhyFlow>;

export const WhyEvent = z.object({
  id: Id,
  type: z.string(),
  label: LocalizedText,
  source: z.string(),
  occurredAt: Instant,
  properties: z.array(z.object({ name: z.string(), label: LocalizedText, value: z.unknown() })),
});
export type WhyEvent = z.infer<typeof WhyEvent>;

/** Why a change was made, complete in itself: it reads the same when the flow, its metrics and its tags are gone. */
export const ChangeWhy = z.object({
  change: ChangeView,
  flow: WhyFlow.nullable(),
  event: WhyEvent.nullable(),
  conditions: z.array(TraceLine),
  /** The names that the evidence needs: of the flow's version where it kept them, else of today. */
  glossary: PublicCatalog,
  /** `false`: the version is older than glossaries, and the names are those of today. */
  namesOfThen: z.boolean(),
});
export type ChangeWhy = z.infer<typeof ChangeWhy>;
