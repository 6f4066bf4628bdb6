import { dropBefore, sizeOf } from './accumulators/accumulator.js';
import { add, isLess, isMore, keep, type Buckets } from './accumulators/buckets.js';
import { dropOutlived, isOutlived, noteEdge, type Edges } from './accumulators/edges.js';
import { findKey } from './accumulators/keys.js';
import { see } from './accumulators/last-seen.js';
import { addDay } from './accumulators/runs.js';
import type { Steps } from './accumulators/steps.js';
import { isTallied, tallyUp, type Tally } from './accumulators/tally.js';
import type { MetricContext } from './context.js';
import type { CompiledMetric } from './metric-set.js';
import { distinctKey, MAX_SUMMAND, membersOf, MICRO, numericOperand, propertyOf, textOperand } from './operand.js';
import { MAX_ENTRIES, type Accumulator } from './state.js';
import { firstKeptKey } from './window/position.js';

/**
 * Why an event that passed a metric's filter did not count: too old for the window, no usable value of the property, or
 * more instants or values than a metric keeps.
 */
export type IgnoredReason = 'late' | 'no_value' | 'not_numeric' | 'not_text' | 'out_of_range' | 'too_many';
export type Outcome = boolean | IgnoredReason;

/** Counts an event of a metric that is not simple under `key`; whether that changed what is kept, or why it did not count. */
export function count(
  metric: CompiledMetric,
  accumulator: Exclude<Accumulator, Steps>,
  properties: Readonly<Record<string, unknown>>,
  at: number,
  key: number,
  context: MetricContext,
): Outcome {
  if (accumulator.shape === 'runs') return addDay(accumulator, key);
  if (!metric.property) {
    if (accumulator.shape !== 'single') return false;
    return hasRoomAt(metric, accumulator, key, context) ? add(accumulator, key, 1) : 'too_many';
  }
  const raw = propertyOf(properties, metric.property);
  if (raw === null || raw === undefined) return 'no_value';
  switch (accumulator.shape) {
    case 'distinct': {
      const members = membersOf(raw, distinctKey);
      let changed = false;
      for (const member of members) changed = see(accumulator, key, member) || changed;
      return members.length === 0 ? 'no_value' : changed;
    }
    case 'tally':
      return countMembers(metric, accumulator, raw, at, key, context);
    case 'edges':
      return countEdge(metric, accumulator, raw, at, key, context);
    default:
      return countNumber(metric, accumulator, raw, key, context);
  }
}

function countNumber(
  metric: CompiledMetric,
  buckets: Buckets,
  raw: unknown,
  key: number,
  context: MetricContext,
): Outcome {
  const value = numericOperand(raw);
  if (value === null) return 'not_numeric';
  const isKept = metric.aggregation === 'min' || metric.aggregation === 'max';
  if (!isKept && Math.abs(value) > MAX_SUMMAND) return 'out_of_range';
  if (!hasRoomAt(metric, buckets, key, context)) return 'too_many';
  if (isKept) return keep(buckets, key, value, metric.aggregation === 'min' ? isLess : isMore);
  return add(buckets, key, Math.round(value * MICRO) + 0);
}

function countEdge(
  metric: CompiledMetric,
  edges: Edges,
  raw: unknown,
  at: number,
  key: number,
  context: MetricContext,
): Outcome {
  const value = metric.valueType === 'number' ? numericOperand(raw) : textOperand(raw);
  if (value === null) return metric.valueType === 'number' ? 'not_numeric' : 'not_text';
  const isLast = metric.aggregation === 'last';
  // In a window without an end, or that ends now, an older last value never shows again.
  const outlives = !isLast
    ? -Infinity
    : { one: -Infinity, periods: -Infinity, days: Infinity, instants: context.now }[metric.plan.kind];
  if (isOutlived(edges, key, outlives)) return false;
  if (!hasRoomAt(metric, edges, key, context)) return 'too_many';
  const changed = noteEdge(edges, key, at, value, isLast);
  if (changed) dropOutlived(edges, outlives);
  return changed;
}

/** Counts a value, or each member of a list once; all or, for want of room, none. */
function countMembers(
  metric: CompiledMetric,
  tally: Tally,
  raw: unknown,
  at: number,
  key: number,
  context: MetricContext,
): Outcome {
  const isDistinct = metric.aggregation === 'distinct';
  const numeric = metric.valueType === 'number';
  const asNumber = (value: unknown) => numericOperand(value)?.toString() ?? null;
  const members = membersOf(raw, isDistinct ? distinctKey : numeric ? asNumber : textOperand);
  if (members.length === 0) {
    if (isDistinct || (Array.isArray(raw) && raw.length === 0)) return 'no_value';
    return numeric ? 'not_numeric' : 'not_text';
  }
  const fresh = members.filter((member) => !isTallied(tally, key, member)).length;
  if (fresh > 0 && !makeRoom(metric, tally, fresh, context)) return 'too_many';
  for (const member of members) tallyUp(tally, key, member, at);
  return true;
}

/** Whether an entry under `key` has room. Keys of days and periods are few by themselves. */
export function hasRoomAt(
  metric: CompiledMetric,
  accumulator: Buckets | Edges | Steps,
  key: number,
  context: MetricContext,
): boolean {
  if (accumulator.keys.length < MAX_ENTRIES || (metric.plan.kind !== 'instants' && accumulator.shape !== 'steps'))
    return true;
  return findKey(accumulator.keys, key) >= 0 || makeRoom(metric, accumulator, 1, context);
}

/** Room for so many entries, at the cost of those that can never count again. */
function makeRoom(metric: CompiledMetric, accumulator: Accumulator, entries: number, context: MetricContext): boolean {
  if (sizeOf(accumulator) + entries <= MAX_ENTRIES) return true;
  dropBefore(accumulator, firstKeptKey(metric, context));
  return sizeOf(accumulator) + entries <= MAX_ENTRIES;
}
