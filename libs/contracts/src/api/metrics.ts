import { z } from 'zod';
import { displayName, Id, Key } from '../common.js';
import { Condition } from '../flow/condition.js';
import { Duration, ZoneChoice } from '../flow/duration.js';
import { EventTypeName, PropertyName } from './events.js';

export const AGGREGATIONS = [
  'count',
  'sum',
  'average',
  'min',
  'max',
  'distinct',
  'first',
  'last',
  'most_frequent',
  'days_since_first',
  'days_since_last',
  'active_days',
  'active_weeks',
  'streak_days',
  'streak_weeks',
  'longest_streak_days',
  'longest_streak_weeks',
  'followed',
  'not_followed',
] as const;
export const Aggregation = z.enum(AGGREGATIONS);
export type Aggregation = z.infer<typeof Aggregation>;
/** Aggregations of a property's values. */
export const AGGREGATIONS_OF_A_PROPERTY: readonly Aggregation[] = [
  'sum',
  'average',
  'min',
  'max',
  'distinct',
  'first',
  'last',
  'most_frequent',
];
/** Streaks of consecutive local days or weeks. */
export const STREAK_AGGREGATIONS: readonly Aggregation[] = [
  'streak_days',
  'streak_weeks',
  'longest_streak_days',
  'longest_streak_weeks',
];
/** A first event and another that follows it, or does not, within a time. */
export const SEQUENCE_AGGREGATIONS: readonly Aggregation[] = ['followed', 'not_followed'];
/** Numbers for which «compared with the window before» has a meaning. */
export const COMPARABLE_AGGREGATIONS: readonly Aggregation[] = [
  'count',
  'sum',
  'average',
  'min',
  'max',
  'distinct',
  'active_days',
  'active_weeks',
];

/**
 * Which events count. All windows are half-open and end now.
 * - `rolling`: in minutes and hours, exact to the event: `now − amount < t ≤ now`. In days or longer, that many full local
 *   days (weeks are seven days, months and years go back on the calendar) before today, plus today so far.
 * - `calendar`: this day, week (from Monday), month, quarter or year so far, or the whole previous one.
 * - `since`: from the start of a local day on.
 * - `lifetime`: everything.
 */
export const MetricWindow = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rolling'), ...Duration.shape }),
  z.strictObject({
    kind: z.literal('calendar'),
    period: z.enum(['day', 'week', 'month', 'quarter', 'year']),
    which: z.enum(['this', 'previous']),
  }),
  z.strictObject({ kind: z.literal('since'), date: z.iso.date() }),
  z.strictObject({ kind: z.literal('lifetime') }),
]);
export type MetricWindow = z.infer<typeof MetricWindow>;

const ROLLING_LIMITS = { minute: 525_600, hour: 8_784, day: 3_650, week: 520, month: 120, year: 10 } as const;

/** A named, windowed aggregate over events. `filter` is a condition over `event.*` facts. */
export const MetricDefinition = z.strictObject({
  key: Key,
  name: displayName(40),
  eventTypes: z.array(EventTypeName).min(1).max(20),
  filter: Condition.optional(),
  aggregation: Aggregation,
  property: PropertyName.optional(),
  /** For `first`, `last`, `most_frequent`: what the property's values are. Text when absent. */
  valueType: z.enum(['number', 'text']).optional(),
  /** For `most_frequent`: how many; one gives a text, more give a set. */
  top: z.int().min(1).max(10).optional(),
  window: MetricWindow,
  /** Whose days count; the organisation's when absent. `department` has no meaning here. */
  timeZone: ZoneChoice.optional(),
  /** For streaks: so many days or weeks may be missed in a row without ending it. */
  grace: z.int().min(0).max(6).optional(),
  /** For sequences: the event that follows (or does not), and within which time. */
  then: z
    .strictObject({ eventTypes: z.array(EventTypeName).min(1).max(20), filter: Condition.optional(), within: Duration })
    .optional(),
  /** The value less that of the window before, or the change in percent of it. Rolling and calendar windows only. */
  compare: z.enum(['difference', 'percent']).optional(),
  unit: displayName(10).optional(),
});
export type MetricDefinition = z.infer<typeof MetricDefinition>;

/** The type of a metric's fact. */
export function metricFactType({
  aggregation,
  valueType,
  top,
}: Pick<MetricDefinition, 'aggregation' | 'valueType' | 'top'>): 'number' | 'text' | 'set' {
  if (aggregation === 'most_frequent') return (top ?? 1) > 1 ? 'set' : (valueType ?? 'text');
  return aggregation === 'first' || aggregation === 'last' ? (valueType ?? 'text') : 'number';
}

/** What fits together in a definition: `[path, message]` of everything that does not. */
export function metricFlaws(metric: MetricDefinition): [keyof MetricDefinition, string][] {
  const { aggregation, window } = metric;
  const flaws: [keyof MetricDefinition, string][] = [];
  const only = (field: keyof MetricDefinition, fits: boolean, needed = false) => {
    if (metric[field] !== undefined && !fits) flaws.push([field, `${aggregation} takes no ${field}`]);
    if (metric[field] === undefined && fits && needed) flaws.push([field, `${aggregation} needs ${field}`]);
  };
  only('property', AGGREGATIONS_OF_A_PROPERTY.includes(aggregation), true);
  only('valueType', ['first', 'last', 'most_frequent'].includes(aggregation));
  only('top', aggregation === 'most_frequent');
  only('grace', STREAK_AGGREGATIONS.includes(aggregation));
  only('then', SEQUENCE_AGGREGATIONS.includes(aggregation), true);
  const isCompared = COMPARABLE_AGGREGATIONS.includes(aggregation);
  only('compare', isCompared && (window.kind === 'rolling' || window.kind === 'calendar'));
  if (aggregation.startsWith('days_since') && window.kind !== 'lifetime')
    flaws.push(['window', 'days since first or last is over the lifetime']);
  if (window.kind === 'rolling') {
    const limit = ROLLING_LIMITS[window.unit];
    if (window.amount > limit) flaws.push(['window', `a window has at most ${limit} ${window.unit}s`]);
    const isExact = window.unit === 'minute' || window.unit === 'hour';
    if (isExact && /^(active|streak|longest)_/.test(aggregation))
      flaws.push(['window', `${aggregation} counts days or weeks: choose a window of days or longer`]);
  }
  if (metric.timeZone === 'department') flaws.push(['timeZone', 'a metric belongs to no department']);
  return flaws;
}

export const CreateMetricRequest = MetricDefinition.superRefine((metric, context) => {
  for (const [field, message] of metricFlaws(metric)) context.addIssue({ code: 'custom', path: [field], message });
});
export type CreateMetricRequest = z.input<typeof CreateMetricRequest>;
/** What a metric computes never changes: rules and history rely on it. `unit: null` takes the unit away. */
export const UpdateMetricRequest = z.strictObject({
  name: displayName(40).optional(),
  unit: displayName(10).nullable().optional(),
});
export type UpdateMetricRequest = z.infer<typeof UpdateMetricRequest>;
export const Metric = MetricDefinition.extend({
  id: Id,
  /** `computing` until history has been aggregated; the values of a computing metric are unknown. */
  status: z.enum(['computing', 'ready']),
  runId: Id.nullable(),
  /** Customers for whom it is known. */
  customers: z.int().optional(),
});
export type Metric = z.infer<typeof Metric>;
