import type { Condition, MetricDefinition } from '@tagloom/contracts';
import type { CompiledMetricInput, EventFacts } from '@tagloom/metrics';
import { compileCondition } from '@tagloom/rule-engine';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { metricZone } from '../catalog/metric-facts.js';

/** A definition with its filters compiled and its zone named; `timeZone` is the organisation's. */
export function metricInput(
  { id, definition }: { id: number; definition: MetricDefinition },
  loaded: LoadedCatalog,
  timeZone: string,
): CompiledMetricInput {
  const { key, eventTypes, aggregation, property, valueType, top, window, grace, then, compare } = definition;
  return {
    id,
    key,
    eventTypes,
    aggregation,
    property,
    valueType,
    top,
    window,
    grace,
    compare,
    timeZone: metricZone(definition, timeZone),
    filter: filterOf(definition.filter, loaded, timeZone),
    then: then && {
      eventTypes: then.eventTypes,
      within: then.within,
      filter: filterOf(then.filter, loaded, timeZone),
    },
  };
}

/** A filter reads the event alone, so that history counts the same whenever it is recomputed. */
function filterOf(
  condition: Condition | undefined,
  loaded: LoadedCatalog,
  timeZone: string,
): ((facts: EventFacts) => boolean) | undefined {
  const filter = condition && compileCondition(condition, loaded.catalog);
  return filter && ((facts) => filter(facts, { now: new Date(0), timeZone }));
}
