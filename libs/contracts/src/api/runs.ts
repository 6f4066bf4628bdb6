import { z } from 'zod';
import { Id, Instant, LocalizedText } from '../common.js';
import { ClaimStance } from './customers.js';

/**
 * `zone`: a department counts its days in another time zone, so its rules ask everyone anew. `preview` writes no tags. `stop` takes
 * back what a flow that was ended had claimed. `bulk`: a person sets or removes one tag on many customers.
 */
export const RunKind = z.enum(['backfill', 'metric', 'nightly', 'zone', 'preview', 'stop', 'bulk']);
export const RunStatus = z.enum(['queued', 'running', 'done', 'cancelled', 'failed']);
/** One execution over many customers. `rate` is customers per second, `secondsLeft` an estimate while running. */
export const Run = z.object({
  id: Id,
  kind: RunKind,
  status: RunStatus,
  title: z.string(),
  flowId: Id.nullable(),
  flowVersion: z.int().nullable(),
  metricId: Id.nullable(),
  /** Of a bulk edit: the tag, and what is done with it; `tag` is absent when it is gone. */
  tag: z.object({ id: Id, name: LocalizedText }).optional(),
  stance: ClaimStance.optional(),
  /** The caller started it by hand, and may cancel it. */
  own: z.boolean().optional(),
  total: z.int(),
  done: z.int(),
  /** Changes to effective tags; of a preview, those that would be made. Null for callers who do not see all of the tags. */
  changed: z.int().nullable(),
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  startedBy: z.string(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
  error: z.string().nullable(),
});
export type Run = z.infer<typeof Run>;

/** Starts a run by hand: over everyone, all rules. */
export const StartRunRequest = z.strictObject({ kind: z.literal('nightly') });
export type StartRunRequest = z.infer<typeof StartRunRequest>;
