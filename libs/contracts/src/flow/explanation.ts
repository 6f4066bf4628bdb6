import { z } from 'zod';

export const Verdict = z.enum(['yes', 'no', 'unknown']);
export type Verdict = z.infer<typeof Verdict>;

/** A comparison with the values that were compared. `actual` is null when the fact is unknown. */
export const LeafTrace = z.object({
  kind: z.literal('leaf'),
  nodeId: z.string().optional(),
  fact: z.string(),
  operator: z.string(),
  expected: z.unknown(),
  /** Where it was compared with another fact: its name, `expected` being its value. */
  expectedFact: z.string().optional(),
  actual: z.unknown(),
  verdict: Verdict,
  /** The reader may not know what came of it: `verdict` says `unknown`, as do those above it that depend on it. */
  withheld: z.literal(true).optional(),
  /** The easier value that counts once the action holds; only where there is one. */
  leaveExpected: z.number().optional(),
  /** The action holds already, so the leave value counted. */
  isHeld: z.boolean().optional(),
});
export type LeafTrace = z.infer<typeof LeafTrace>;

export type Trace =
  | LeafTrace
  | {
      kind: 'all' | 'any' | 'not' | 'atLeast' | 'score';
      nodeId?: string;
      verdict: Verdict;
      /** For `atLeast`: k. For `score`: the threshold, in percent. */
      required?: number;
      /** For `atLeast`: how many hold. For `score`: the score reached, in percent. */
      reached?: number;
      /** For `score`: the lower threshold that counts once the action holds; only where there is one. */
      leaveRequired?: number;
      /** The action holds already, so the leave threshold counted. */
      isHeld?: boolean;
      weights?: number[];
      children: Trace[];
    };
export const Trace: z.ZodType<Trace> = z.lazy(() =>
  z.union([
    LeafTrace,
    z.object({
      kind: z.enum(['all', 'any', 'not', 'atLeast', 'score']),
      nodeId: z.string().optional(),
      verdict: Verdict,
      required: z.number().optional(),
      reached: z.number().optional(),
      leaveRequired: z.number().optional(),
      isHeld: z.boolean().optional(),
      weights: z.array(z.number()).optional(),
      children: z.array(Trace),
    }),
  ]),
);

/** What one action of a flow came to for one customer, and why. This is the evidence that history stores. */
export const ActionTrace = z.object({ actionNodeId: z.string(), verdict: Verdict, trace: Trace });
export type ActionTrace = z.infer<typeof ActionTrace>;

/** One fact that would have to be another. `operator` and `nodeId` are of the comparison that would answer otherwise. */
export const NeededChange = z.object({
  nodeId: z.string().optional(),
  fact: z.string(),
  operator: z.string(),
  actual: z.unknown(),
  /** Null: the fact would have to be unknown. */
  needed: z.unknown(),
});
export type NeededChange = z.infer<typeof NeededChange>;
export const FlipSet = z.object({ actionNodeId: z.string(), changes: z.array(NeededChange) });
export type FlipSet = z.infer<typeof FlipSet>;

/** `nodes` has the verdict of every node on the canvas; triggers are `yes`. */
export const Explanation = z.object({
  nodes: z.record(z.string(), Verdict),
  actions: z.array(ActionTrace),
  /** The smallest single-fact changes that would flip an action, nearest first. */
  nearestFlips: z.array(
    z.object({
      actionNodeId: z.string(),
      nodeId: z.string().optional(),
      fact: z.string(),
      actual: z.unknown(),
      needed: z.unknown(),
      operator: z.string(),
    }),
  ),
  /** The smallest sets of changes that would flip an action together: fewest changes first, then the nearest. */
  flips: z.array(FlipSet),
});
export type Explanation = z.infer<typeof Explanation>;
