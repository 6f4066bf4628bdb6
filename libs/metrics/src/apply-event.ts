import { createAccumulator } from './accumulators/accumulator.js';
import { addStep, type Role } from './accumulators/steps.js';
import { periodStart } from './calendar.js';
import type { MetricContext } from './context.js';
import { count, hasRoomAt, type IgnoredReason, type Outcome } from './count.js';
import type { CompiledMetric, EventFacts, EventFilter, MetricSet } from './metric-set.js';
import { propertyOf } from './operand.js';
import { countSimple } from './simple.js';
import type { MetricState } from './state.js';
import { firstKept } from './window/position.js';

export type OnIgnored = (metric: CompiledMetric, reason: IgnoredReason) => void;

export interface MetricEvent {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly occurredAt: number;
  /** The event's flat facts, if the caller has them already; else they are made when a filter asks. */
  readonly facts?: EventFacts;
}

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
  context: MetricContext,
  onIgnored?: OnIgnored,
): boolean {
  const metrics = set.byEventType.get(event.type);
  if (!metrics) return false;
  const at = Math.floor(event.occurredAt);
  let facts = event.facts;
  let changed = false;
  // Neighbours mostly share their zone and their property: looking those up once saves most of the time.
  let zone: string | undefined;
  let day = 0;
  let today = 0;
  let property: string | undefined;
  let raw: unknown;
  for (const metric of metrics) {
    if (metric.filter !== undefined || metric.then?.filter !== undefined) facts ??= eventFacts(event.properties);
    let outcome: Outcome;
    if (metric.simple === null) outcome = countOther(metric, state, event, at, facts, context);
    else {
      if (metric.filter !== undefined && !passes(metric.filter, facts)) continue;
      if (metric.timeZone !== zone) {
        zone = metric.timeZone;
        day = context.dayOf(metric, at);
        today = context.today(metric);
      }
      if (metric.property !== undefined && metric.property !== property) {
        property = metric.property;
        raw = propertyOf(event.properties, property);
      }
      outcome = countSimple(metric, state, raw, day, today);
    }
    if (outcome === true) changed = true;
    else if (outcome !== false) onIgnored?.(metric, outcome);
  }
  return changed;
}

/** Counts the event into a metric of any kind; false also when it is none of the metric's. */
function countOther(
  metric: CompiledMetric,
  state: MetricState,
  event: MetricEvent,
  at: number,
  facts: EventFacts | undefined,
  context: MetricContext,
): Outcome {
  const role = metric.shape === 'steps' ? roleOf(metric, event.type, facts) : null;
  if (metric.shape === 'steps' ? role === null : !passes(metric.filter, facts)) return false;
  const day = context.dayOf(metric, at);
  if (isLate(metric, at, day, context)) return 'late';
  return note(metric, state, event, at, keyOf(metric, at, day), context, role);
}

const NO_FACTS: EventFacts = {};
const passes = (filter: EventFilter | undefined, facts = NO_FACTS) => !filter || filter(facts);

/** What the event is to the sequence; null when nothing. */
function roleOf({ eventTypes, filter, then }: CompiledMetric, type: string, facts?: EventFacts): Role | null {
  const isFirst = eventTypes.includes(type) && passes(filter, facts);
  const isNext = then !== undefined && then.eventTypes.includes(type) && passes(then.filter, facts);
  if (isFirst) return isNext ? 'both' : 'first';
  return isNext ? 'next' : null;
}

/** Whether the event can count neither now nor later. */
function isLate(metric: CompiledMetric, at: number, day: number, context: MetricContext): boolean {
  const { plan } = metric;
  if (plan.kind === 'one') return day < plan.since;
  return (plan.kind === 'instants' ? at : day) < firstKept(metric, context);
}

function keyOf({ plan, shape }: CompiledMetric, at: number, day: number): number {
  if (plan.kind === 'instants' || shape === 'steps') return at;
  if (plan.kind === 'days' || shape === 'runs') return day;
  return plan.kind === 'one' ? 0 : periodStart(day, plan.period);
}

function note(
  metric: CompiledMetric,
  state: MetricState,
  event: MetricEvent,
  at: number,
  key: number,
  context: MetricContext,
  role: Role | null,
): Outcome {
  const known = state.get(metric.id);
  const accumulator = known?.shape === metric.shape ? known : createAccumulator(metric.shape);
  let outcome: Outcome;
  if (accumulator.shape !== 'steps') outcome = count(metric, accumulator, event.properties, at, key, context);
  else if (!role || !hasRoomAt(metric, accumulator, at, context)) outcome = 'too_many';
  else outcome = addStep(accumulator, at, role);
  if (outcome === true && accumulator !== known) state.set(metric.id, accumulator);
  return outcome;
}
