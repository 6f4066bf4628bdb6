/**
 * Buckets of one metric, by local day ascending; a lifetime metric has a single bucket, of day 0. `a` is the bucket's
 * count, sum, minimum, maximum, first or last day; `b` the count that an average divides by, else empty.
 * Sums are in millionths: integers, so that adding them gives the same result in any order as long as a total stays
 * below nine billion (2^53 millionths); beyond that they are as exact as float64 is.
 */
export interface Buckets {
  readonly days: number[];
  readonly a: number[];
  readonly b: number[];
}

/** Each distinct value with the last local day it was seen (0 in a lifetime metric): that decides when it leaves the window. */
export type LastSeen = Map<string, number>;

export type Accumulator = Buckets | LastSeen;

/** What an accumulator keeps per bucket: one number, two, or the distinct values. */
export type Shape = 'single' | 'pair' | 'distinct';

/** One customer's metric state: accumulators by metric id. Mutable; owned by whoever processes the customer's events. */
export type MetricState = Map<number, Accumulator>;

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

/** The index of the day's bucket, made with `a` and `b` when absent. Events come mostly in order: the search starts at the end. */
export function bucketAt(buckets: Buckets, day: number, a: number, paired: boolean): number {
  const { days } = buckets;
  let index = days.length - 1;
  while (index >= 0 && days[index]! > day) index--;
  if (index >= 0 && days[index] === day) return index;
  index++;
  if (index === days.length) {
    days.push(day);
    buckets.a.push(a);
    if (paired) buckets.b.push(0);
  } else {
    days.splice(index, 0, day);
    buckets.a.splice(index, 0, a);
    if (paired) buckets.b.splice(index, 0, 0);
  }
  return index;
}
