import { earliestIn } from './accumulators/accumulator.js';
import { runsIn, type Runs } from './accumulators/runs.js';
import { eachFirst, earliestFirst, type Steps } from './accumulators/steps.js';
import { addDuration, mondayOf, weekOf } from './calendar.js';
import { MetricContext } from './context.js';
import type { CompiledMetric, MetricSet } from './metric-set.js';
import type { Accumulator, MetricState } from './state.js';
import { instantOfKey, instantsOf, positionOf } from './window/position.js';
import { currentRange, nextChange } from './window/window.js';

/** The earliest day on which something changes among the metrics of one zone; `metric` is any of them. */
interface ZoneChange {
  readonly metric: CompiledMetric;
  day: number;
}

/**
 * The earliest instant (ms, after `now`) at which a column may change by time alone: a day, a period or an event leaves or
 * enters its window, a streak breaks, a step's time to be followed is over. Null when nothing waits. A value need not change
 * then (a maximum may stay). Days since the first or last event are not waited for: their columns do not change.
 */
export function nextRoll(set: MetricSet, state: MetricState, now: number, customerZone: string): number | null {
  const context = new MetricContext(now, customerZone);
  let next = Infinity;
  // The earliest day per zone is turned into an instant once, at the end.
  const zones: ZoneChange[] = [];
  let zone: ZoneChange | undefined;
  for (const [id, accumulator] of state) {
    const metric = set.byId.get(id);
    if (!metric) continue;
    let change: number;
    if (metric.simple !== null) {
      if (metric.days === null) continue;
      change = nextDayChange(metric.days, accumulator, context.today(metric));
    } else {
      if (accumulator.shape === 'steps' && metric.aggregation === 'not_followed')
        next = Math.min(next, nextDeadline(metric, accumulator, context));
      change = nextKeyChange(metric, accumulator, context);
      if (metric.plan.kind === 'instants') {
        next = Math.min(next, change);
        continue;
      }
    }
    if (zone === undefined || zone.metric.timeZone !== metric.timeZone) zone = zoneOf(zones, metric);
    if (change < zone.day) zone.day = change;
  }
  for (const { metric, day } of zones) next = Math.min(next, instantOfKey(metric, day, context));
  return next === Infinity ? null : next;
}

function zoneOf(zones: ZoneChange[], metric: CompiledMetric): ZoneChange {
  const known = zones.find((zone) => zone.metric.timeZone === metric.timeZone);
  if (known) return known;
  const zone = { metric, day: Infinity };
  zones.push(zone);
  return zone;
}

/** The day on which the earliest day leaves a simple metric's window. */
function nextDayChange(days: number, accumulator: Accumulator, today: number): number {
  const earliest = earliestIn(accumulator, today - days);
  return earliest === undefined ? Infinity : earliest + days + 1;
}

/** As a key of the metric's window: an instant, or a day. */
function nextKeyChange(metric: CompiledMetric, accumulator: Accumulator, context: MetricContext): number {
  const { plan } = metric;
  const position = positionOf(metric, context);
  const earliest =
    accumulator.shape === 'steps' && plan.kind !== 'instants'
      ? (from: number) => earliestFirstDay(metric, accumulator, from, context)
      : (from: number) => earliestIn(accumulator, from);
  const next = nextChange(plan, position, metric.compare !== undefined, earliest);
  return accumulator.shape === 'runs' ? Math.min(next, breakOfStreak(metric, accumulator, position)) : next;
}

function earliestFirstDay(
  metric: CompiledMetric,
  steps: Steps,
  from: number,
  context: MetricContext,
): number | undefined {
  const at = earliestFirst(steps, instantOfKey(metric, from, context));
  return at === undefined ? undefined : context.dayOf(metric, at);
}

/** The day on which a streak that is alive today ends for want of events. */
function breakOfStreak({ aggregation, grace = 0, plan }: CompiledMetric, runs: Runs, today: number): number {
  if (aggregation !== 'streak_days' && aggregation !== 'streak_weeks') return Infinity;
  const last = runsIn(runs, currentRange(plan, today)).at(-1)?.[1];
  if (last === undefined) return Infinity;
  const ends = aggregation === 'streak_days' ? last + grace + 2 : mondayOf(weekOf(last) + grace + 2);
  return ends > today ? ends : Infinity;
}

function nextDeadline(metric: CompiledMetric, steps: Steps, context: MetricContext): number {
  let next = Infinity;
  const range = instantsOf(metric, currentRange(metric.plan, positionOf(metric, context)), context);
  const deadlineOf = (at: number) => addDuration(at, metric.then!.within, context.zoneOf(metric));
  eachFirst(steps, range, deadlineOf, (_followed, open, deadline) => {
    if (open > 0 && deadline > context.now && deadline < next) next = deadline;
  });
  return next;
}
