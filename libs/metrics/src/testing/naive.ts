import type { CompiledMetricInput } from '../metric-set.js';
import { addDays, addMonthsTo, dateOf, daysBetween, later, periodOf, remember } from './naive-calendar.js';

/** An event as the model sees it. */
export interface TestEvent {
  readonly type: string;
  readonly occurredAt: number;
  readonly properties: Readonly<Record<string, unknown>>;
}
type Value = number | string | string[] | null;

/** Cents are what generated amounts have, so six decimals are all that matters. */
export const round = (value: number) => Math.round(value * 1e6) / 1e6 + 0;

/** The meaning of a metric written down plainly, over the full list of events: what the state must agree with. */
export function naiveValue(
  metric: CompiledMetricInput,
  events: readonly TestEvent[],
  now: number,
  home: string,
): Value {
  const zone = metric.timeZone === 'customer' ? home : metric.timeZone;
  const value = aggregate(metric, events, now, zone, false);
  if (!metric.compare) return value;
  const before = aggregate(metric, events, now, zone, true);
  if (typeof value !== 'number' || typeof before !== 'number') return null;
  if (metric.compare === 'difference') return round(value - before);
  return before === 0 ? null : round((100 * (value - before)) / Math.abs(before));
}

/** Whether an instant is in the window, or in the one before it. */
function isInside(metric: CompiledMetricInput, at: number, now: number, zone: string, before: boolean): boolean {
  const key = [metric.window, at, now, zone, before];
  return remember(JSON.stringify(key), () => lies(metric, at, now, zone, before));
}

function lies({ window }: CompiledMetricInput, at: number, now: number, zone: string, before: boolean): boolean {
  if (window.kind === 'lifetime') return true;
  const date = dateOf(at, zone);
  const today = dateOf(now, zone);
  if (window.kind === 'since') return date >= window.date;
  if (window.kind === 'calendar') {
    let inside = today;
    for (let back = (window.which === 'previous' ? 1 : 0) + (before ? 1 : 0); back > 0; back--) {
      const left = periodOf(inside, window.period);
      while (periodOf(inside, window.period) === left) inside = addDays(inside, -1);
    }
    return periodOf(date, window.period) === periodOf(inside, window.period);
  }
  const { amount, unit } = window;
  if (unit === 'minute' || unit === 'hour') {
    const length = amount * (unit === 'hour' ? 3_600_000 : 60_000);
    const end = before ? now - length : now;
    return end - length < at && at <= end;
  }
  const start = (day: string) => {
    if (unit === 'month' || unit === 'year') return addMonthsTo(day, unit === 'year' ? -12 * amount : -amount);
    return addDays(day, unit === 'week' ? -7 * amount : -amount);
  };
  const from = start(today);
  return before ? date < from && date >= start(addDays(from, -1)) : date >= from;
}

function aggregate(
  metric: CompiledMetricInput,
  events: readonly TestEvent[],
  now: number,
  zone: string,
  before: boolean,
): Value {
  const { aggregation, property = '', valueType } = metric;
  const passes = (event: TestEvent, of: Pick<CompiledMetricInput, 'eventTypes' | 'filter'>) =>
    of.eventTypes.includes(event.type) && (!of.filter || of.filter({ 'event.amount': event.properties.amount }));
  const counted = events.filter(
    (event) => passes(event, metric) && isInside(metric, event.occurredAt, now, zone, before),
  );
  if (aggregation === 'count') return counted.length;
  if (aggregation === 'followed' || aggregation === 'not_followed') {
    const { then } = metric;
    const deadline = ({ occurredAt }: TestEvent) =>
      remember(JSON.stringify([occurredAt, then!.within, zone]), () => later(occurredAt, then!.within, zone));
    const isFollowed = (first: TestEvent) =>
      events.some(
        (next) =>
          next !== first &&
          passes(next, then!) &&
          next.occurredAt >= first.occurredAt &&
          next.occurredAt < deadline(first),
      );
    if (aggregation === 'followed') return counted.filter(isFollowed).length;
    return counted.filter((first) => deadline(first) <= now && !isFollowed(first)).length;
  }
  const dates = counted.map((event) => dateOf(event.occurredAt, zone)).sort();
  const today = dateOf(now, zone);
  if (aggregation === 'days_since_first') return dates.length ? daysBetween(dates[0]!, today) : null;
  if (aggregation === 'days_since_last') return dates.length ? daysBetween(dates.at(-1)!, today) : null;
  if (/^(active|streak|longest)/.test(aggregation)) return days(metric, dates, today);

  const isNumber = valueType === 'number' || ['sum', 'average', 'min', 'max'].includes(aggregation);
  const usable = (value: unknown) =>
    isNumber ? typeof value === 'number' : ['string', 'number', 'boolean'].includes(typeof value);
  if (aggregation === 'distinct')
    return new Set(
      counted
        .flatMap(({ properties }) => properties[property])
        .filter(usable)
        .map(String),
    ).size;
  if (aggregation === 'most_frequent') return mode(metric, counted, usable);
  // Adding 0 turns -0, which nobody means, into 0.
  const valued = counted
    .filter((event) => usable(event.properties[property]))
    .map(({ occurredAt, properties }) => ({ at: occurredAt, value: properties[property] }))
    .map(({ at, value }) => ({ at, value: isNumber ? (value as number) + 0 : String(value) }));
  if (aggregation === 'first' || aggregation === 'last') {
    const instants = valued.map(({ at }) => at);
    const edge = aggregation === 'first' ? Math.min(...instants) : Math.max(...instants);
    const [smallest] = valued.filter(({ at }) => at === edge).sort((a, b) => (a.value < b.value ? -1 : 1));
    return smallest?.value ?? null;
  }
  const numbers = valued.map(({ value }) => Number(value));
  const total = numbers.reduce((sum, value) => sum + value, 0);
  if (aggregation === 'sum') return round(total);
  if (numbers.length === 0) return null;
  if (aggregation === 'average') return round(total / numbers.length);
  return aggregation === 'min' ? Math.min(...numbers) : Math.max(...numbers);
}

function mode(metric: CompiledMetricInput, events: readonly TestEvent[], usable: (value: unknown) => boolean): Value {
  const seen = events.flatMap(({ occurredAt, properties }) => {
    const members = [properties[metric.property!]].flat().filter(usable);
    const texts = members.map((member) => String(typeof member === 'number' ? member + 0 : member));
    return [...new Set(texts)].map((value) => ({ value, at: occurredAt }));
  });
  const all = [...new Set(seen.map(({ value }) => value))].sort();
  const times = (value: string) => seen.filter((each) => each.value === value).map(({ at }) => at);
  all.sort((a, b) => times(b).length - times(a).length || Math.max(...times(b)) - Math.max(...times(a)));
  if (all.length === 0) return null;
  if ((metric.top ?? 1) > 1) return all.slice(0, metric.top);
  return metric.valueType === 'number' ? Number(all[0]) : all[0]!;
}

/** Active days or weeks and their streaks, day by day. */
function days(
  { aggregation, grace = 0, window }: CompiledMetricInput,
  dates: readonly string[],
  today: string,
): number {
  const inWeeks = aggregation.endsWith('weeks');
  const unit = (date: string) => {
    const days = daysBetween('1970-01-05', date);
    return inWeeks ? Math.floor(days / 7) : days;
  };
  const active = new Set(dates.map(unit));
  if (aggregation.startsWith('active')) return active.size;
  let end = unit(today);
  if (window.kind === 'calendar' && window.which === 'previous') {
    let first = today;
    while (periodOf(addDays(first, -1), window.period) === periodOf(today, window.period)) first = addDays(first, -1);
    end = unit(first);
  }
  const streakAt = (from: number) => {
    let length = 0;
    for (let [at, missed] = [from, 0]; missed <= grace && at > from - 5000; at--) {
      if (active.has(at)) [length, missed] = [length + 1, 0];
      else if (at !== from) missed++;
    }
    return length;
  };
  if (aggregation.startsWith('longest')) return Math.max(0, ...[...active].map(streakAt));
  return streakAt(Math.max(end, ...active));
}
