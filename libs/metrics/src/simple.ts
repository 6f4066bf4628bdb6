import type { Aggregation } from '@tagloom/contracts';
import { add, createBuckets, isLess, isMore, keep, type Buckets } from './accumulators/buckets.js';
import { createLastSeen, see, type LastSeen } from './accumulators/last-seen.js';
import type { Outcome } from './count.js';
import type { CompiledMetric, CompiledMetricInput } from './metric-set.js';
import { distinctKey, MAX_SUMMAND, membersOf, MICRO, numericOperand } from './operand.js';
import type { MetricState } from './state.js';
import type { WindowPlan } from './window/window.js';

/*
 * Nearly all metrics are simple: a number over a lifetime or over rolling days, compared with nothing. Their events take
 * this short way, which allocates nothing but new buckets.
 */

const SIMPLE = ['count', 'sum', 'average', 'min', 'max', 'distinct', 'days_since_first', 'days_since_last'] as const;
export type SimpleAggregation = (typeof SIMPLE)[number];

/** The aggregation, if a metric of this plan takes the short way. */
export function simpleOf(
  { aggregation, compare }: Pick<CompiledMetricInput, 'aggregation' | 'compare'>,
  plan: WindowPlan,
): SimpleAggregation | null {
  const isWhole = plan.kind === 'one' ? plan.since === -Infinity : plan.kind === 'days' && plan.months === 0;
  return isWhole && !compare ? (SIMPLE.find((name: Aggregation) => name === aggregation) ?? null) : null;
}

/** Counts an event of the local day `day` into a simple metric; `raw` is its value of the metric's property. */
export function countSimple(
  metric: CompiledMetric,
  state: MetricState,
  raw: unknown,
  day: number,
  today: number,
): Outcome {
  const { days } = metric;
  if (days !== null && day < today - days) return 'late';
  const key = days === null ? 0 : day;
  switch (metric.simple) {
    case 'count':
      return add(bucketsOf(state, metric), key, 1);
    case 'days_since_first':
      return keep(bucketsOf(state, metric), key, day, isLess);
    case 'days_since_last':
      return keep(bucketsOf(state, metric), key, day, isMore);
    default:
      return raw === null || raw === undefined ? 'no_value' : countValue(metric, state, raw, key);
  }
}

function countValue(metric: CompiledMetric, state: MetricState, raw: unknown, key: number): Outcome {
  if (metric.simple === 'distinct') return seeMembers(metric, state, raw, key);
  const value = numericOperand(raw);
  if (value === null) return 'not_numeric';
  if (metric.simple === 'min') return keep(bucketsOf(state, metric), key, value, isLess);
  if (metric.simple === 'max') return keep(bucketsOf(state, metric), key, value, isMore);
  if (Math.abs(value) > MAX_SUMMAND) return 'out_of_range';
  return add(bucketsOf(state, metric), key, Math.round(value * MICRO) + 0);
}

function seeMembers(metric: CompiledMetric, state: MetricState, raw: unknown, key: number): Outcome {
  if (typeof raw === 'string') return see(lastSeenOf(state, metric), key, distinctKey(raw)!);
  const members = membersOf(raw, distinctKey);
  let changed = false;
  for (const member of members) changed = see(lastSeenOf(state, metric), key, member) || changed;
  return members.length === 0 ? 'no_value' : changed;
}

function bucketsOf(state: MetricState, metric: CompiledMetric): Buckets {
  const known = state.get(metric.id);
  if (known?.shape === 'single' || known?.shape === 'pair') return known;
  const buckets = createBuckets(metric.simple === 'average' ? 'pair' : 'single');
  state.set(metric.id, buckets);
  return buckets;
}

function lastSeenOf(state: MetricState, metric: CompiledMetric): LastSeen {
  const known = state.get(metric.id);
  if (known?.shape === 'distinct') return known;
  const seen = createLastSeen();
  state.set(metric.id, seen);
  return seen;
}
