import { z } from 'zod';

export const Health = z.object({
  status: z.enum(['ok', 'degraded']),
  database: z.boolean(),
  queue: z.enum(['postgres', 'redis']),
  /** Events accepted but not yet evaluated. */
  backlog: z.int(),
  version: z.string(),
  /** What evaluations could not do, counted since the installation. Absent while the database does not answer. */
  problems: z
    .object({
      /** Customers for whom the compiled plan and json-rules-engine differed. */
      disagreements: z.int(),
      /** Evaluations that were stopped because flows kept asking each other. */
      hopFuses: z.int(),
    })
    .optional(),
});
export type Health = z.infer<typeof Health>;

/** The home page: what runs, how the customers spread. */
export const Overview = z.object({
  customers: z.int(),
  events24h: z.int(),
  backlog: z.int(),
  /** From commit to effective tag, median and 95th percentile of the last events, in ms; null without any. */
  latencyMs: z.object({ p50: z.number(), p95: z.number() }).nullable(),
  lifecycle: z.array(
    z.object({
      tagId: z.string(),
      name: z.object({ 'zh-CN': z.string(), en: z.string().optional() }),
      customers: z.int(),
    }),
  ),
  untagged: z.int(),
});
export type Overview = z.infer<typeof Overview>;
