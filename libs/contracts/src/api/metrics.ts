import { z } from 'zod';
import { displayName, Id, Key } from '../common.js';
import { Condition } from '../flow/condition.js';
import { EventTypeName, PropertyName } from './events.js';

export const AGGREGATIONS = [
  'count',
  'sum',
  'average',
  'min',
  'max',
  'distinct',
  'days_since_first',
  'days_since_last',
] as const;
export const Aggregation = z.enum(AGGREGATIONS);
export type Aggregation = z.infer<typeof Aggregation>;
export const AGGREGATIONS_OF_A_PROPERTY: readonly Aggregation[] = ['sum', 'average', 'min', 'max', 'distinct'];

/**
 * A named, windowed aggregate over events. `windowDays` N means the N full local days before today, plus today so far;
 * null is lifetime (always so for days_since_*). `filter` is a condition over `event.*` facts.
 */
export const MetricDefinition = z.strictObject({
  key: Key,
  name: displayName(40),
  eventTypes: z.array(EventTypeName).min(1).max(20),
  filter: Condition.optional(),
  aggregation: Aggregation,
  property: PropertyName.optional(),
  windowDays: z.int().min(1).max(3650).nullable(),
  unit: displayName(10).optional(),
});
export type MetricDefinition = z.infer<typeof MetricDefinition>;
export const CreateMetricRequest = MetricDefinition.superRefine((metric, context) => {
  const needsProperty = AGGREGATIONS_OF_A_PROPERTY.includes(metric.aggregation);
  if (needsProperty && !metric.property)
    context.addIssue({ code: 'custom', path: ['property'], message: `${metric.aggregation} needs a property` });
  if (!needsProperty && metric.property)
    context.addIssue({ code: 'custom', path: ['property'], message: `${metric.aggregation} takes no property` });
  if (metric.aggregation.startsWith('days_since') && metric.windowDays !== null)
    context.addIssue({
      code: 'custom',
      path: ['windowDays'],
      message: 'days since first or last is over the lifetime: windowDays must be null',
    });
});
export type CreateMetricRequest = z.input<typeof CreateMetricRequest>;
/** What a metric computes never changes: rules and history rely on it. `unit: null` takes the unit away. */
export const UpdateMetricRequest = z.strictObject({
  name: displayName(40).optional(),
  unit: displayName(10).nullable().optional(),
});
export type UpdateMetricRequest = z.infer<typeof UpdateMetricRequest>;
export const Metric = MetricDefinition.extend({
  id: Id,
  /** `computing` until history has been aggregated; the values of a computing metric are unknown. */
  status: z.enum(['computing', 'ready']),
  runId: Id.nullable(),
  /** Customers for whom it is known. */
  customers: z.int().optional(),
});
export type Metric = z.infer<typeof Metric>;
