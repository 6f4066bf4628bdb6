import { dropBefore } from './accumulators/accumulator.js';
import { MetricContext } from './context.js';
import type { MetricSet } from './metric-set.js';
import type { MetricState } from './state.js';
import { firstKeptKey } from './window/position.js';

/**
 * Drops what can never count again. Values are right without it: it keeps states small.
 * @returns whether anything was dropped, so that the state has to be stored
 */
export function roll(set: MetricSet, state: MetricState, now: number, customerZone: string): boolean {
  const context = new MetricContext(now, customerZone);
  let changed = false;
  for (const [id, accumulator] of state) {
    const metric = set.byId.get(id);
    if (!metric) continue;
    const { simple, days } = metric;
    if (simple === null ? metric.plan.kind === 'one' : days === null) continue;
    const from = simple !== null && days !== null ? context.today(metric) - days : firstKeptKey(metric, context);
    if (dropBefore(accumulator, from)) changed = true;
  }
  return changed;
}
