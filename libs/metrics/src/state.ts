import type { Buckets } from './accumulators/buckets.js';
import type { Edges } from './accumulators/edges.js';
import type { LastSeen } from './accumulators/last-seen.js';
import type { Runs } from './accumulators/runs.js';
import type { Steps } from './accumulators/steps.js';
import type { Tally } from './accumulators/tally.js';

/** What one metric keeps of a customer's events. */
export type Accumulator = Buckets | LastSeen | Runs | Edges | Tally | Steps;
export type Shape = Accumulator['shape'];

/** One customer's metric state: accumulators by metric id. Mutable; owned by whoever processes the customer's events. */
export type MetricState = Map<number, Accumulator>;

/**
 * How many instants, or pairs of a value and a bucket, one metric keeps at most; new ones beyond are ignored as `too_many`.
 * Buckets of days and periods need no bound: there are only so many days.
 */
export const MAX_ENTRIES = 5000;

export function createState(): MetricState {
  return new Map();
}

/**
 * Takes one metric's accumulator from another state of the same customer, such as one computed from history.
 * The accumulator is moved, not copied.
 */
export function replaceMetric(state: MetricState, from: MetricState, metricId: number): void {
  const accumulator = from.get(metricId);
  if (accumulator) state.set(metricId, accumulator);
  else state.delete(metricId);
}
