import type { CompiledMetric, EventFacts, MetricSet } from './metric-set.js';
import { distinctKey, MAX_SUMMAND, MICRO, numericOperand } from './operand.js';
import { bucketAt, type Buckets, type LastSeen, type MetricState } from './state.js';

export interface MetricEvent {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** The event's flat facts, if the caller has them already; else they are made when a filter asks. */
  readonly facts?: EventFacts;
}

export interface EventDays {
  /** Local day of the event's occurredAt, in the metrics' time zone. */
  readonly localDay: number;
  /** Local day of the evaluation. */
  readonly today: number;
}

/** Why an event that passed a metric's filter did not count: too old for the window, or no usable value of the property. */
export type IgnoredReason = 'late' | 'no_value' | 'not_numeric' | 'out_of_range';
export type OnIgnored = (metric: CompiledMetric, reason: IgnoredReason) => void;

/** `event.<property>` for each own property. */
export function eventFacts(properties: Readonly<Record<string, unknown>>): EventFacts {
  const facts: Record<string, unknown> = {};
  for (const name of Object.keys(properties)) facts[`event.${name}`] = properties[name];
  return facts;
}

/**
 * Counts one event into a customer's state. The order of events does not matter; counting one twice does, so feed
 * each event once.
 * @returns whether the state changed and has to be stored
 */
export function applyEvent(
  set: MetricSet,
  state: MetricState,
  event: MetricEvent,
  { localDay, today }: EventDays,
  onIgnored?: OnIgnored,
): boolean {
  const metrics = set.byEventType.get(event.type);
  if (!metrics) return false;
  let facts = event.facts;
  let changed = false;
  for (const metric of metrics) {
    if (metric.filter && !metric.filter((facts ??= eventFacts(event.properties)))) continue;
    if (metric.windowDays !== null && localDay < today - metric.windowDays) {
      onIgnored?.(metric, 'late');
      continue;
    }
    const outcome = count(metric, state, event, localDay);
    if (outcome === true) changed = true;
    else if (outcome !== false) onIgnored?.(metric, outcome);
  }
  return changed;
}

function count(
  metric: CompiledMetric,
  state: MetricState,
  event: MetricEvent,
  localDay: number,
): boolean | IgnoredReason {
  const day = metric.windowDays === null ? 0 : localDay;
  switch (metric.aggregation) {
    case 'count':
      return add(bucketsOf(state, metric), day, 1, false);
    case 'days_since_first':
      return keep(bucketsOf(state, metric), day, localDay, isLess);
    case 'days_since_last':
      return keep(bucketsOf(state, metric), day, localDay, isMore);
    default:
  }
  const raw = propertyOf(event, metric.property!);
  if (raw === null || raw === undefined) return 'no_value';
  if (metric.aggregation === 'distinct') return see(lastSeenOf(state, metric), day, raw);

  const value = numericOperand(raw);
  if (value === null) return 'not_numeric';
  if (metric.aggregation === 'min') return keep(bucketsOf(state, metric), day, value, isLess);
  if (metric.aggregation === 'max') return keep(bucketsOf(state, metric), day, value, isMore);
  if (Math.abs(value) > MAX_SUMMAND) return 'out_of_range';
  return add(bucketsOf(state, metric), day, Math.round(value * MICRO) + 0, metric.aggregation === 'average');
}

/** Own properties only: an event without `toString` must not count the inherited one. */
function propertyOf(event: MetricEvent, name: string): unknown {
  return Object.hasOwn(event.properties, name) ? event.properties[name] : undefined;
}

function bucketsOf(state: MetricState, metric: CompiledMetric): Buckets {
  const existing = state.get(metric.id);
  if (existing && !(existing instanceof Map)) return existing;
  const buckets: Buckets = { days: [], a: [], b: [] };
  state.set(metric.id, buckets);
  return buckets;
}

function lastSeenOf(state: MetricState, metric: CompiledMetric): LastSeen {
  const existing = state.get(metric.id);
  if (existing instanceof Map) return existing;
  const lastSeen: LastSeen = new Map();
  state.set(metric.id, lastSeen);
  return lastSeen;
}

const isLess = (a: number, b: number) => a < b;
const isMore = (a: number, b: number) => a > b;

/** Adds to the bucket's sum or count; with `paired` also one to what an average divides by. */
function add(buckets: Buckets, day: number, amount: number, paired: boolean): boolean {
  const known = buckets.days.length;
  const index = bucketAt(buckets, day, 0, paired);
  buckets.a[index]! += amount;
  if (paired) buckets.b[index]! += 1;
  return amount !== 0 || paired || buckets.days.length > known;
}

/** Keeps the better value of the bucket. */
function keep(buckets: Buckets, day: number, value: number, isBetter: (a: number, b: number) => boolean): boolean {
  const known = buckets.days.length;
  const index = bucketAt(buckets, day, value, false);
  if (buckets.days.length > known) return true;
  if (!isBetter(value, buckets.a[index]!)) return false;
  buckets.a[index] = value;
  return true;
}

/** Notes a value, or each member of a list. */
function see(lastSeen: LastSeen, day: number, raw: unknown): boolean | IgnoredReason {
  let changed = false;
  let counted = false;
  for (const member of Array.isArray(raw) ? (raw as unknown[]) : [raw]) {
    const key = distinctKey(member);
    if (key === null) continue;
    counted = true;
    const last = lastSeen.get(key);
    if (last !== undefined && last >= day) continue;
    lastSeen.set(key, day);
    changed = true;
  }
  return counted ? changed : 'no_value';
}
