import { AGGREGATIONS_OF_A_PROPERTY, type Aggregation, type CreateMetricRequest } from '@tagloom/contracts';
import { filterToCondition, type Filter } from '@/platform/ui/filter-rows';
import { localizedInput } from '@/platform/ui/localized-input';
import type { MetricNames } from './metric-name-fields';

export interface MetricForm extends MetricNames {
  key: string;
  eventTypes: string[];
  aggregation: Aggregation;
  property?: string;
  span?: 'days' | 'lifetime';
  days?: number;
}

/** The form as a request; what the aggregation has no use for is left out. */
export function metricRequest(form: MetricForm, filter: Filter): CreateMetricRequest {
  const condition = filterToCondition(filter);
  const windowed = !form.aggregation.startsWith('days_since') && form.span === 'days';
  return {
    key: form.key,
    name: localizedInput(form.zh, form.en),
    eventTypes: form.eventTypes,
    ...(condition && { filter: condition }),
    aggregation: form.aggregation,
    ...(AGGREGATIONS_OF_A_PROPERTY.includes(form.aggregation) && { property: form.property }),
    windowDays: windowed ? (form.days ?? null) : null,
    ...(form.unitZh?.trim() && { unit: localizedInput(form.unitZh, form.unitEn) }),
  };
}
