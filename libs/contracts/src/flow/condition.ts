import { z } from 'zod';

/** A fact's name: `profile.city`, `event.amount`, `metric.orders_90d`, `tag.vip`; imported rules may use bare names. */
export const FactName = z.string().min(1).max(200);

/** Reads another fact instead of a literal, as json-rules-engine's `value: { fact }`. */
export const FactReference = z.strictObject({
  fact: FactName,
  path: z.string().max(256).optional(),
  params: z.record(z.string(), z.unknown()).optional(),
});
export type FactReference = z.infer<typeof FactReference>;

/**
 * One comparison. `operator` is a name from the rule engine's operator table; `value` is a literal of the type that the
 * operator asks for, or a {@link FactReference}. `id` is the canvas node it came from, kept for traces.
 */
export const Comparison = z.strictObject({
  id: z.string().optional(),
  fact: FactName,
  operator: z.string().min(1).max(100),
  value: z.unknown().optional(),
  path: z.string().max(256).optional(),
  params: z.record(z.string(), z.unknown()).optional(),
});
export type Comparison = z.infer<typeof Comparison>;

/**
 * A tree over facts: the one condition language of flows, customer search, metric filters and segments.
 * A comparison with an unknown fact is false. An empty `all` is true, an empty `any` is false.
 */
export type Condition =
  | { id?: string; all: Condition[] }
  | { id?: string; any: Condition[] }
  | { id?: string; not: Condition }
  | { id?: string; atLeast: { k: number; of: Condition[] } }
  | { id?: string; score: { threshold: number; of: { weight: number; condition: Condition }[] } }
  | Comparison;

const id = z.string().optional();
/** `threshold` is a percentage of the total weight, 0 to 100. Weights are positive numbers. */
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ id, all: z.array(Condition) }),
    z.strictObject({ id, any: z.array(Condition) }),
    z.strictObject({ id, not: Condition }),
    z.strictObject({ id, atLeast: z.strictObject({ k: z.int().min(1), of: z.array(Condition).min(1) }) }),
    z.strictObject({
      id,
      score: z.strictObject({
        threshold: z.number().min(0).max(100),
        of: z.array(z.strictObject({ weight: z.number().positive(), condition: Condition })).min(1),
      }),
    }),
    Comparison,
  ]),
);
