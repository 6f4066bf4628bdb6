import { startOfLocalDay } from '@tagloom/contracts';
import type { MetricContext } from '../context.js';
import type { CompiledMetric } from '../metric-set.js';
import { keptFrom, type Range } from './window.js';

/** Where a metric's window stands: now in ms for windows of instants, else today. */
export const positionOf = (metric: CompiledMetric, context: MetricContext) =>
  metric.plan.kind === 'instants' ? context.now : context.today(metric);

/** The first key of the window that counts now or later. */
export const firstKept = (metric: CompiledMetric, context: MetricContext) =>
  keptFrom(metric.plan, positionOf(metric, context), metric.compare !== undefined);

/** A key of the window as an instant: days begin in the metric's zone. */
export function instantOfKey(metric: CompiledMetric, key: number, context: MetricContext): number {
  if (metric.plan.kind === 'instants' || !Number.isFinite(key)) return key;
  return startOfLocalDay(key, context.zoneOf(metric));
}

export const instantsOf = (metric: CompiledMetric, { from, to }: Range, context: MetricContext): Range => ({
  from: instantOfKey(metric, from, context),
  to: instantOfKey(metric, to, context),
});

/** The first key of the metric's accumulator that counts now or later: sequences keep instants whatever their window. */
export function firstKeptKey(metric: CompiledMetric, context: MetricContext): number {
  const first = firstKept(metric, context);
  return metric.shape === 'steps' ? instantOfKey(metric, first, context) : first;
}
