import type { Aggregation } from '@tagloom/contracts';

/** Flat facts of one event: `event.amount` → 12.5. */
export type EventFacts = Readonly<Record<string, unknown>>;

/** A metric as defined, its filter compiled. Definitions are valid by the contract `CreateMetricRequest`. */
export interface CompiledMetricInput {
  readonly id: number;
  readonly key: string;
  readonly eventTypes: readonly string[];
  readonly filter?: ((facts: EventFacts) => boolean) | undefined;
  readonly aggregation: Aggregation;
  readonly property?: string | undefined;
  /** Full local days before today; null is lifetime. */
  readonly windowDays: number | null;
}

/** A metric ready for events. Its definition never changes under its id: another definition is another metric. */
export type CompiledMetric = CompiledMetricInput;

/** All metrics of an organisation, ready for events. */
export interface MetricSet {
  readonly all: readonly CompiledMetric[];
  readonly byId: ReadonlyMap<number, CompiledMetric>;
  readonly byEventType: ReadonlyMap<string, readonly CompiledMetric[]>;
}

/**
 * Prepares metrics for {@link applyEvent}. Build it once per change of the definitions, not per event.
 * @throws RangeError for an id that is no positive safe integer or occurs twice, and for a numeric aggregation without a property.
 */
export function compileMetrics(metrics: Iterable<CompiledMetricInput>): MetricSet {
  const all: CompiledMetric[] = [];
  const byId = new Map<number, CompiledMetric>();
  const byEventType = new Map<string, CompiledMetric[]>();
  for (const input of metrics) {
    if (!Number.isSafeInteger(input.id) || input.id < 1 || byId.has(input.id))
      throw new RangeError(`metric ${input.key}: id ${input.id} is not a positive integer of its own`);
    const needsProperty = input.aggregation !== 'count' && !input.aggregation.startsWith('days_since');
    if (needsProperty && !input.property)
      throw new RangeError(`metric ${input.key}: ${input.aggregation} needs a property`);
    const metric: CompiledMetric = {
      ...input,
      windowDays: input.aggregation.startsWith('days_since') ? null : input.windowDays,
    };
    all.push(metric);
    byId.set(metric.id, metric);
    for (const type of new Set(metric.eventTypes)) {
      const ofType = byEventType.get(type);
      if (ofType) ofType.push(metric);
      else byEventType.set(type, [metric]);
    }
  }
  return { all, byId, byEventType };
}
