import {
  AGGREGATIONS_OF_A_PROPERTY,
  isKnownTimeZone,
  SEQUENCE_AGGREGATIONS,
  STREAK_AGGREGATIONS,
  type Aggregation,
  type Duration,
  type MetricWindow,
} from '@tagloom/contracts';
import { simpleOf, type SimpleAggregation } from './simple.js';
import type { Shape } from './state.js';
import { planWindow, type WindowPlan } from './window/window.js';

/** Flat facts of one event: `event.amount` → 12.5. */
export type EventFacts = Readonly<Record<string, unknown>>;
export type EventFilter = (facts: EventFacts) => boolean;

/** A metric as defined, its filters compiled and its zone resolved. Definitions are valid by the contract `CreateMetricRequest`. */
export interface CompiledMetricInput {
  readonly id: number;
  readonly key: string;
  readonly eventTypes: readonly string[];
  readonly filter?: EventFilter | undefined;
  readonly aggregation: Aggregation;
  readonly property?: string | undefined;
  readonly valueType?: 'number' | 'text' | undefined;
  readonly top?: number | undefined;
  readonly window: MetricWindow;
  /** `customer` or an IANA name. */
  readonly timeZone: string;
  readonly grace?: number | undefined;
  readonly then?:
    | {
        readonly eventTypes: readonly string[];
        readonly within: Duration;
        readonly filter?: EventFilter | undefined;
      }
    | undefined;
  readonly compare?: 'difference' | 'percent' | undefined;
}

/** A metric ready for events. Its definition never changes under its id: another definition is another metric. */
export interface CompiledMetric extends CompiledMetricInput {
  readonly plan: WindowPlan;
  /** What is kept of its events. */
  readonly shape: Shape;
  /** The aggregation of a metric that takes the short way through the hot loops, else null. */
  readonly simple: SimpleAggregation | null;
  /** Of a simple metric: the days before today that count; null is a lifetime, kept under key 0. */
  readonly days: number | null;
}

/** All metrics of an organisation, ready for events. */
export interface MetricSet {
  readonly all: readonly CompiledMetric[];
  readonly byId: ReadonlyMap<number, CompiledMetric>;
  readonly byEventType: ReadonlyMap<string, readonly CompiledMetric[]>;
}

const COUNTS_DAYS: readonly Aggregation[] = [...STREAK_AGGREGATIONS, 'active_days', 'active_weeks'];

function shapeOf({ aggregation, compare }: CompiledMetricInput, plan: WindowPlan): Shape {
  if (COUNTS_DAYS.includes(aggregation)) return 'runs';
  if (SEQUENCE_AGGREGATIONS.includes(aggregation)) return 'steps';
  if (aggregation === 'first' || aggregation === 'last') return 'edges';
  if (aggregation === 'most_frequent') return 'tally';
  if (aggregation === 'average') return 'pair';
  if (aggregation !== 'distinct') return 'single';
  // The last sighting decides only where a window has no end that it could lie behind.
  const hasNoEnd = plan.kind === 'one' || plan.kind === 'days';
  return hasNoEnd && !compare ? 'distinct' : 'tally';
}

/** The same text as the machine keeps names of properties: compared by identity, not letter by letter. */
const intern = (text: string) => Object.keys({ [text]: true })[0]!;

function compileMetric(input: CompiledMetricInput): CompiledMetric {
  const { key, aggregation, property, then, timeZone } = input;
  const refuse = (flaw: string): never => {
    throw new RangeError(`metric ${key}: ${flaw}`);
  };
  if (AGGREGATIONS_OF_A_PROPERTY.includes(aggregation) && !property) refuse(`${aggregation} needs a property`);
  if (SEQUENCE_AGGREGATIONS.includes(aggregation) && !then) refuse(`${aggregation} needs then`);
  if (timeZone !== 'customer' && !isKnownTimeZone(timeZone)) refuse(`unknown time zone ${timeZone}`);
  const window: MetricWindow = aggregation.startsWith('days_since') ? { kind: 'lifetime' } : input.window;
  const plan = planWindow(window);
  if (COUNTS_DAYS.includes(aggregation) && plan.kind === 'instants') refuse(`${aggregation} counts whole days`);
  // Written out, so that all metrics look alike to the machine: the loop over them is hot.
  return {
    id: input.id,
    key,
    eventTypes: input.eventTypes,
    filter: input.filter,
    aggregation,
    property: property && intern(property),
    valueType: input.valueType,
    top: input.top,
    window,
    timeZone: intern(timeZone),
    grace: input.grace,
    then,
    compare: input.compare,
    plan,
    shape: shapeOf(input, plan),
    simple: simpleOf(input, plan),
    days: plan.kind === 'days' ? plan.days : null,
  };
}

/**
 * Prepares metrics for `applyEvent`. Build it once per change of the definitions, not per event.
 * @throws RangeError for an id that is no positive safe integer or occurs twice, and for a definition that lacks what its
 *   aggregation needs
 */
export function compileMetrics(metrics: Iterable<CompiledMetricInput>): MetricSet {
  const all: CompiledMetric[] = [];
  const byId = new Map<number, CompiledMetric>();
  const byEventType = new Map<string, CompiledMetric[]>();
  for (const input of metrics) {
    if (!Number.isSafeInteger(input.id) || input.id < 1 || byId.has(input.id))
      throw new RangeError(`metric ${input.key}: id ${input.id} is not a positive integer of its own`);
    const metric = compileMetric(input);
    all.push(metric);
    byId.set(metric.id, metric);
    const isSequence = metric.shape === 'steps';
    for (const type of new Set([...metric.eventTypes, ...((isSequence && metric.then?.eventTypes) || [])])) {
      const ofType = byEventType.get(type);
      if (ofType) ofType.push(metric);
      else byEventType.set(type, [metric]);
    }
  }
  return { all, byId, byEventType };
}
