import type { CompiledMetric, MetricSet } from './metric-set.js';
import { MICRO } from './operand.js';
import type { Buckets, MetricState } from './state.js';

/** An average is reported to six decimals, the resolution of sums. */
const round6 = (value: number) => (Math.abs(value) >= 1e9 ? value : Math.round(value * MICRO) / MICRO + 0);

/** Folds the buckets within the window. Days after today count at once: an event's clock may be slightly ahead. */
function fold(buckets: Buckets, first: number, of: number[], step: (a: number, b: number) => number): number | null {
  let result: number | null = null;
  const { days } = buckets;
  for (let i = days.length - 1; i >= 0 && days[i]! >= first; i--)
    result = result === null ? of[i]! : step(result, of[i]!);
  return result;
}

const plus = (a: number, b: number) => a + b;

/**
 * What the customer's typed column holds: the metric's value, or for days_since_* the local **day number** of the first
 * or last event, which does not change as days pass. Correct also before {@link roll}. Null is unknown: an average,
 * minimum, maximum or day without events; a count, sum or distinct count without events is 0.
 */
export function columnValue(metric: CompiledMetric, state: MetricState, today: number): number | null {
  const first = metric.windowDays === null ? -Infinity : today - metric.windowDays;
  const accumulator = state.get(metric.id);
  if (metric.aggregation === 'distinct') {
    if (!(accumulator instanceof Map)) return 0;
    if (first === -Infinity) return accumulator.size;
    let seen = 0;
    for (const day of accumulator.values()) if (day >= first) seen++;
    return seen;
  }
  const buckets = accumulator instanceof Map ? undefined : accumulator;
  switch (metric.aggregation) {
    case 'count':
      return (buckets && fold(buckets, first, buckets.a, plus)) ?? 0;
    case 'sum':
      return ((buckets && fold(buckets, first, buckets.a, plus)) ?? 0) / MICRO;
    case 'average': {
      const sum = buckets ? fold(buckets, first, buckets.a, plus) : null;
      const count = buckets ? fold(buckets, first, buckets.b, plus) : null;
      return sum === null || count === null ? null : round6(sum / MICRO / count);
    }
    case 'min':
    case 'days_since_first':
      return buckets ? fold(buckets, first, buckets.a, Math.min) : null;
    case 'max':
    case 'days_since_last':
      return buckets ? fold(buckets, first, buckets.a, Math.max) : null;
  }
}

/** True for metrics whose column holds a day number and whose value grows by one each midnight. */
export function isDaysSince(metric: Pick<CompiledMetric, 'aggregation'>): boolean {
  return metric.aggregation === 'days_since_first' || metric.aggregation === 'days_since_last';
}

/** The fact `metric.<key>` from what the column holds: for days_since_* today minus the day, else the column itself. */
export function factValue(
  metric: Pick<CompiledMetric, 'aggregation'>,
  column: number | null,
  today: number,
): number | null {
  return column !== null && isDaysSince(metric) ? today - column : column;
}

/** The fact values of all metrics of the set, by metric id. */
export function values(set: MetricSet, state: MetricState, today: number): Map<number, number | null> {
  const byId = new Map<number, number | null>();
  for (const metric of set.all) byId.set(metric.id, factValue(metric, columnValue(metric, state, today), today));
  return byId;
}
