import type { CompiledMetricInput } from '../metric-set.js';

/** An event as the model sees it. */
export interface TestEvent {
  readonly type: string;
  readonly localDay: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The meaning of a metric written down plainly, over a list of events: what the incremental state must agree with. */
export function naiveValue(metric: CompiledMetricInput, events: readonly TestEvent[], today: number): number | null {
  const { aggregation, windowDays, property = '' } = metric;
  const counted = events.filter(
    (event) =>
      metric.eventTypes.includes(event.type) &&
      (windowDays === null || event.localDay >= today - windowDays) &&
      (!metric.filter || metric.filter({ 'event.amount': event.properties.amount })),
  );
  const days = counted.map((event) => event.localDay);
  if (aggregation === 'count') return counted.length;
  if (aggregation === 'days_since_first') return days.length ? today - Math.min(...days) : null;
  if (aggregation === 'days_since_last') return days.length ? today - Math.max(...days) : null;
  const raw = counted.map((event) => event.properties[property]);
  if (aggregation === 'distinct')
    return new Set(
      raw
        .flat()
        .filter((value) => value !== null && value !== undefined)
        .map(String),
    ).size;

  // Adding 0 turns -0, which nobody means, into 0.
  const numbers = raw.filter((value) => typeof value === 'number').map((value) => value + 0);
  const total = numbers.reduce((sum, value) => sum + value, 0);
  if (aggregation === 'sum') return round(total);
  if (numbers.length === 0) return null;
  if (aggregation === 'average') return round(total / numbers.length);
  return aggregation === 'min' ? Math.min(...numbers) : Math.max(...numbers);
}

/** Cents are what generated amounts have, so six decimals are all that matters. */
export const round = (value: number) => Math.round(value * 1e6) / 1e6 + 0;
