import {
  AGGREGATIONS_OF_A_PROPERTY,
  COMPARABLE_AGGREGATIONS,
  DURATION_UNITS,
  SEQUENCE_AGGREGATIONS,
  STREAK_AGGREGATIONS,
  type Aggregation,
  type DurationUnit,
  type MetricWindow,
} from '@tagloom/contracts';

/** The aggregations as people look for them. */
export const AGGREGATION_GROUPS = {
  amount: ['count', 'sum', 'average', 'min', 'max', 'distinct'],
  value: ['first', 'last', 'most_frequent'],
  time: ['days_since_last', 'days_since_first', 'active_days', 'active_weeks'],
  streak: ['streak_days', 'streak_weeks', 'longest_streak_days', 'longest_streak_weeks'],
  sequence: ['followed', 'not_followed'],
} as const satisfies Record<string, readonly Aggregation[]>;
export const GROUP_NAMES = [
  'amount',
  'value',
  'time',
  'streak',
  'sequence',
] as const satisfies readonly (keyof typeof AGGREGATION_GROUPS)[];

/** Which fields of the form an aggregation has a use for. */
export function fieldsOf(aggregation: Aggregation, kind: MetricWindow['kind']) {
  const isOver = !aggregation.startsWith('days_since');
  return {
    property: AGGREGATIONS_OF_A_PROPERTY.includes(aggregation),
    valueType: ['first', 'last', 'most_frequent'].includes(aggregation),
    top: aggregation === 'most_frequent',
    grace: STREAK_AGGREGATIONS.includes(aggregation),
    then: SEQUENCE_AGGREGATIONS.includes(aggregation),
    window: isOver,
    compare: COMPARABLE_AGGREGATIONS.includes(aggregation) && (kind === 'rolling' || kind === 'calendar'),
  };
}

/** What a rolling window can be measured in: whoever counts days has no use for hours. */
export function unitsOf(aggregation: Aggregation): readonly DurationUnit[] {
  return /^(active|streak|longest)_/.test(aggregation)
    ? DURATION_UNITS.filter((unit) => unit !== 'minute' && unit !== 'hour')
    : DURATION_UNITS;
}

/** The type that a property must have to be aggregated so; nothing when any will do. */
export function propertyTypeOf(
  aggregation: Aggregation,
  valueType: 'number' | 'text' | undefined,
): 'number' | 'text' | undefined {
  if (aggregation === 'distinct') return undefined;
  return fieldsOf(aggregation, 'lifetime').valueType ? (valueType ?? 'text') : 'number';
}
