import {
  metricFactType,
  type Aggregation,
  type FactDefinition,
  type LocalizedText,
  type RfmColumn,
} from '@tagloom/contracts';
import { isDaysSince } from '@tagloom/metrics';
import type { LoadedMetric } from './loaded-catalog.js';

/** The fact of a computed metric; `timeZone` is the organisation's. */
export function metricFact(metric: LoadedMetric, timeZone: string): FactDefinition {
  const { definition } = metric;
  const unit = definition.unit ?? unitOf(definition.aggregation);
  return {
    name: `metric.${definition.key}`,
    type: metricFactType(definition),
    source: 'metric',
    label: definition.name,
    ...(unit && { unit }),
    // All other values change with the state, which wakes the customer itself.
    ...(isDaysSince(definition) && { changesDaily: true }),
    column: metricColumn(metric, timeZone),
  };
}

export function metricColumn({ definition, column }: LoadedMetric, timeZone: string): RfmColumn['column'] {
  if (!isDaysSince(definition)) return { kind: 'column', name: column };
  return { kind: 'daysSince', name: column, timeZone: metricZone(definition, timeZone) };
}

/** The zone in which a metric counts: an IANA name, or `customer`. */
export function metricZone(definition: Pick<LoadedMetric['definition'], 'timeZone'>, organisation: string): string {
  const { timeZone = 'organisation' } = definition;
  return timeZone === 'organisation' ? organisation : timeZone;
}

/** Aggregations that count days or weeks have a unit without being told. */
function unitOf(aggregation: Aggregation): LocalizedText | undefined {
  if (/_weeks$/.test(aggregation)) return { 'zh-CN': '周', en: 'weeks' };
  if (/_days$|^days_since_/.test(aggregation)) return { 'zh-CN': '天', en: 'days' };
  return undefined;
}
