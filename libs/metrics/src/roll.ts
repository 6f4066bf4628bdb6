import type { MetricSet } from './metric-set.js';
import type { Accumulator, MetricState } from './state.js';

function oldestDay(accumulator: Accumulator): number | undefined {
  if (!(accumulator instanceof Map)) return accumulator.days[0];
  let oldest: number | undefined;
  for (const day of accumulator.values()) if (oldest === undefined || day < oldest) oldest = day;
  return oldest;
}

/**
 * Drops what has left its window: days before `today − windowDays`.
 * @returns whether anything was dropped, so that values may have changed and the state has to be stored
 */
export function roll(set: MetricSet, state: MetricState, today: number): boolean {
  let changed = false;
  for (const [id, accumulator] of state) {
    const windowDays = set.byId.get(id)?.windowDays;
    if (windowDays === null || windowDays === undefined) continue;
    const first = today - windowDays;
    if (accumulator instanceof Map) {
      for (const [value, day] of accumulator) if (day < first) changed = accumulator.delete(value);
      continue;
    }
    const kept = accumulator.days.findIndex((day) => day >= first);
    const expired = kept === -1 ? accumulator.days.length : kept;
    if (expired === 0) continue;
    accumulator.days.splice(0, expired);
    accumulator.a.splice(0, expired);
    accumulator.b.splice(0, expired);
    changed = true;
  }
  return changed;
}

/**
 * The earliest local day on which a windowed value can change just because a day leaves its window; null when nothing
 * waits. That is when to wake the customer for a {@link roll}. A value need not change then (a maximum may stay).
 */
export function nextRollDay(set: MetricSet, state: MetricState): number | null {
  let next: number | null = null;
  for (const [id, accumulator] of state) {
    const windowDays = set.byId.get(id)?.windowDays;
    if (windowDays === null || windowDays === undefined) continue;
    const oldest = oldestDay(accumulator);
    if (oldest === undefined) continue;
    const leaves = oldest + windowDays + 1;
    if (next === null || leaves < next) next = leaves;
  }
  return next;
}
