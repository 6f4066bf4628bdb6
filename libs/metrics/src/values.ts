import { metricFactType, type MetricDefinition } from '@tagloom/contracts';
import { leastIn, mostIn, sumIn, type Buckets } from './accumulators/buckets.js';
import { edgeIn } from './accumulators/edges.js';
import { seenFrom } from './accumulators/last-seen.js';
import { lengthOf, runsIn, streaks, weeksOf, type Runs } from './accumulators/runs.js';
import { eachFirst, type Steps } from './accumulators/steps.js';
import { distinctIn, ranked, type Tally } from './accumulators/tally.js';
import { addDuration, weekOf } from './calendar.js';
import type { MetricContext } from './context.js';
import type { CompiledMetric, MetricSet } from './metric-set.js';
import { MICRO } from './operand.js';
import type { Accumulator, MetricState } from './state.js';
import { instantsOf, positionOf } from './window/position.js';
import { currentRange, previousRange, type Range } from './window/window.js';

/** A metric's value; null is unknown. */
export type MetricValue = number | string | string[] | null;

/** Averages and changes are reported to six decimals, the resolution of sums. */
const round6 = (value: number) => (Math.abs(value) >= 1e9 ? value : Math.round(value * MICRO) / MICRO + 0);

/**
 * What the customer's typed column holds: the metric's value, or for days_since_* the local **day number** of the first
 * or last event, which does not change as days pass. Correct also before `roll`. Null is unknown: an average, minimum,
 * maximum, value or day without events; a count, a sum, days or streaks without events are 0.
 */
export function columnValue(metric: CompiledMetric, state: MetricState, context: MetricContext): MetricValue {
  const accumulator = state.get(metric.id);
  if (metric.simple) return simpleValue(metric, accumulator, context.today(metric));
  const position = positionOf(metric, context);
  const value = valueIn(metric, accumulator, currentRange(metric.plan, position), context);
  if (!metric.compare) return value;
  const before = valueIn(metric, accumulator, previousRange(metric.plan, position), context);
  if (typeof value !== 'number' || typeof before !== 'number') return null;
  if (metric.compare === 'difference') return round6(value - before);
  return before === 0 ? null : round6((100 * (value - before)) / Math.abs(before));
}

/** A simple metric's value, without the detours of windows with an end. */
function simpleValue(metric: CompiledMetric, accumulator: Accumulator | undefined, today: number): number | null {
  const from = metric.days === null ? -Infinity : today - metric.days;
  if (accumulator?.shape === 'distinct') return seenFrom(accumulator, from);
  if (accumulator?.shape !== 'single' && accumulator?.shape !== 'pair') return withoutEvents(metric);
  return numberIn(metric, accumulator, from, Infinity);
}

function valueIn(
  metric: CompiledMetric,
  accumulator: Accumulator | undefined,
  range: Range,
  context: MetricContext,
): MetricValue {
  switch (accumulator?.shape) {
    case 'single':
    case 'pair':
      return numberIn(metric, accumulator, range.from, range.to);
    case 'distinct':
      return seenFrom(accumulator, range.from);
    case 'runs':
      return daysIn(metric, accumulator, range, context);
    case 'edges':
      return edgeIn(accumulator, range, metric.aggregation === 'last');
    case 'tally':
      return metric.aggregation === 'distinct'
        ? distinctIn(accumulator, range)
        : mostFrequent(metric, accumulator, range);
    case 'steps':
      return followedIn(metric, accumulator, range, context);
    default:
      return withoutEvents(metric);
  }
}

const UNKNOWN_WITHOUT_EVENTS = [
  'average',
  'min',
  'max',
  'first',
  'last',
  'most_frequent',
  'days_since_first',
  'days_since_last',
];
const withoutEvents = ({ aggregation }: CompiledMetric) => (UNKNOWN_WITHOUT_EVENTS.includes(aggregation) ? null : 0);

function numberIn(metric: CompiledMetric, buckets: Buckets, from: number, to: number): number | null {
  const { keys, a, b } = buckets;
  switch (metric.aggregation) {
    case 'count':
      return sumIn(keys, a, from, to);
    case 'sum':
      return sumIn(keys, a, from, to) / MICRO;
    case 'average': {
      const count = sumIn(keys, b, from, to);
      return count === 0 ? null : round6(sumIn(keys, a, from, to) / MICRO / count);
    }
    case 'min':
    case 'days_since_first':
      return leastIn(buckets, from, to);
    default:
      return mostIn(buckets, from, to);
  }
}

function daysIn(metric: CompiledMetric, runs: Runs, range: Range, context: MetricContext): number {
  const { aggregation, grace = 0 } = metric;
  const inWeeks = aggregation.endsWith('weeks');
  const days = runsIn(runs, range);
  const units = inWeeks ? weeksOf(days) : days;
  if (aggregation === 'active_days' || aggregation === 'active_weeks') return lengthOf(units);
  const lengths = streaks(units, grace);
  if (aggregation.startsWith('longest')) return lengths.reduce((longest, length) => Math.max(longest, length), 0);
  // A period that is over is looked at from the day after it.
  const day = Math.min(context.today(metric), range.to);
  const last = units.at(-1)?.[1] ?? -Infinity;
  const missed = (inWeeks ? weekOf(day) : day) - last - 1;
  return missed <= grace ? lengths.at(-1)! : 0;
}

function mostFrequent(metric: CompiledMetric, tally: Tally, range: Range): MetricValue {
  const values = ranked(tally, range);
  if (values.length === 0) return null;
  if ((metric.top ?? 1) > 1) return values.slice(0, metric.top);
  return metric.valueType === 'number' ? Number(values[0]) : values[0]!;
}

function followedIn(metric: CompiledMetric, steps: Steps, range: Range, context: MetricContext): number {
  const deadlineOf = (at: number) => addDuration(at, metric.then!.within, context.zoneOf(metric));
  let [yes, no] = [0, 0];
  eachFirst(steps, instantsOf(metric, range, context), deadlineOf, (followed, open, deadline) => {
    yes += followed;
    if (deadline <= context.now) no += open;
  });
  return metric.aggregation === 'followed' ? yes : no;
}

/** True for metrics whose column holds a day number and whose value grows by one each midnight. */
export function isDaysSince(metric: Pick<CompiledMetric, 'aggregation'>): boolean {
  return metric.aggregation === 'days_since_first' || metric.aggregation === 'days_since_last';
}

/** The PostgreSQL type of the customers' column `m_<id>`. */
export function columnType(
  metric: Pick<MetricDefinition, 'aggregation' | 'valueType' | 'top'>,
): 'float8' | 'text' | 'text[]' {
  return ({ number: 'float8', text: 'text', set: 'text[]' } as const)[metricFactType(metric)];
}

/** The fact `metric.<key>` from what the column holds: for days_since_* today minus the day, else the column itself. */
export function factValue(
  metric: Pick<CompiledMetric, 'aggregation' | 'timeZone'>,
  column: MetricValue,
  context: MetricContext,
): MetricValue {
  return typeof column === 'number' && isDaysSince(metric) ? context.today(metric) - column : column;
}

/** The fact values of all metrics of the set, by metric id. */
export function values(set: MetricSet, state: MetricState, context: MetricContext): Map<number, MetricValue> {
  const byId = new Map<number, MetricValue>();
  for (const metric of set.all) byId.set(metric.id, factValue(metric, columnValue(metric, state, context), context));
  return byId;
}
