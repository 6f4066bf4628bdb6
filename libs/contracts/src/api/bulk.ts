import { z } from 'zod';
import { Id, Instant, safeText } from '../common.js';
import { Condition } from '../flow/condition.js';

/**
 * Sets (`assert`) or removes (`forbid`) one tag by hand on many customers at once: those named, or all that a condition finds when
 * it is asked for. For each of them it means what adding or removing the tag by hand means.
 */
export const BulkTagRequest = z
  .strictObject({
    stance: z.enum(['assert', 'forbid']),
    /** Its key or its id. */
    tag: z.string().min(1).max(60),
    value: z.unknown().optional(),
    whom: z.union([
      z.strictObject({ ids: z.array(Id).min(1).max(10_000) }),
      /** `total`: how many the asker saw; another number by more than a tenth is refused, so that nobody changes more than they looked at. */
      z.strictObject({ condition: Condition.optional(), total: z.int().min(0) }),
    ]),
    reason: safeText(500).optional(),
    /** When the word of a person ends; never when absent. */
    expiresAt: Instant.optional(),
  })
  .refine(({ stance, value }) => stance === 'assert' || value === undefined, {
    path: ['value'],
    message: 'what is removed has no value',
  });
export type BulkTagRequest = z.input<typeof BulkTagRequest>;
