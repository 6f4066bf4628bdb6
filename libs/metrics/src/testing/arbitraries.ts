import { AGGREGATIONS } from '@tagloom/contracts';
import fc from 'fast-check';
import type { CompiledMetricInput } from '../metric-set.js';
import type { TestEvent } from './naive.js';

export const TODAY = 20_500;

/** Every aggregation, lifetime and windowed, with and without a filter. */
export const METRICS: CompiledMetricInput[] = AGGREGATIONS.flatMap((aggregation, index) => {
  const property = aggregation === 'distinct' ? 'sku' : 'amount';
  const common = {
    aggregation,
    eventTypes: ['order_paid', 'order_returned'],
    ...(aggregation === 'count' || aggregation.startsWith('days_since') ? {} : { property }),
  };
  const id = 100 * index;
  const lifetime: CompiledMetricInput = { ...common, id: id + 1, key: `${aggregation}_ever`, windowDays: null };
  const filtered: CompiledMetricInput = {
    ...common,
    id: id + 2,
    key: `${aggregation}_large`,
    eventTypes: ['order_paid'],
    windowDays: null,
    filter: (facts) => typeof facts['event.amount'] === 'number' && facts['event.amount'] > 100,
  };
  if (aggregation.startsWith('days_since')) return [lifetime, filtered];
  return [
    lifetime,
    filtered,
    ...[1, 7, 90].map((windowDays) => ({
      ...common,
      id: id + 2 + windowDays,
      key: `${aggregation}_${windowDays}d`,
      windowDays,
    })),
  ];
});

const amount = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100) },
  { weight: 1, arbitrary: fc.constantFrom(undefined, null, '12.5', true, -0) },
);
const sku = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('A1', '茶', '', '1', 1, true, 'x'.repeat(80), `${'x'.repeat(79)}y`, null) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom('A1', 'B2', 'C3'), { maxLength: 4 }) },
);

export const eventArbitrary: fc.Arbitrary<TestEvent> = fc.record({
  type: fc.constantFrom('order_paid', 'order_returned', 'login'),
  localDay: fc.oneof(fc.integer({ min: TODAY - 10, max: TODAY }), fc.integer({ min: TODAY - 400, max: TODAY })),
  properties: fc.record({ amount, sku }),
});
