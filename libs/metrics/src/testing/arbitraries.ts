import {
  AGGREGATIONS,
  COMPARABLE_AGGREGATIONS,
  localDay,
  startOfLocalDay,
  type Aggregation,
  type MetricWindow,
} from '@tagloom/contracts';
import fc from 'fast-check';
import type { CompiledMetricInput } from '../metric-set.js';
import type { TestEvent } from './naive.js';

const calendar = (['day', 'week', 'month', 'quarter', 'year'] as const).flatMap((period): MetricWindow[] => [
  { kind: 'calendar', period, which: 'this' },
  { kind: 'calendar', period, which: 'previous' },
]);
/** Every kind of window. */
export const WINDOWS: readonly MetricWindow[] = [
  { kind: 'rolling', amount: 90, unit: 'minute' },
  { kind: 'rolling', amount: 36, unit: 'hour' },
  { kind: 'rolling', amount: 1, unit: 'day' },
  { kind: 'rolling', amount: 7, unit: 'day' },
  { kind: 'rolling', amount: 2, unit: 'week' },
  { kind: 'rolling', amount: 1, unit: 'month' },
  { kind: 'rolling', amount: 1, unit: 'year' },
  ...calendar,
  { kind: 'since', date: '2024-02-29' },
  { kind: 'lifetime' },
];

type Variant = Partial<CompiledMetricInput>;
const then = (eventTypes: string[], amount: number, unit: 'minute' | 'day' | 'month'): Variant => ({
  then: { eventTypes, within: { amount, unit } },
});
const large: CompiledMetricInput['filter'] = (facts) =>
  typeof facts['event.amount'] === 'number' && facts['event.amount'] > 100;

function variantsOf(aggregation: Aggregation): Variant[] {
  if (aggregation === 'first' || aggregation === 'last')
    return [{ property: 'sku' }, { property: 'amount', valueType: 'number' }];
  if (aggregation === 'most_frequent')
    return [{ property: 'sku' }, { property: 'sku', top: 3 }, { property: 'amount', valueType: 'number' }];
  if (aggregation.includes('streak')) return [{}, { grace: 1 }, { grace: 6 }];
  if (aggregation === 'distinct') return [{ property: 'sku' }];
  if (['sum', 'average', 'min', 'max'].includes(aggregation)) return [{ property: 'amount' }];
  if (aggregation.endsWith('followed'))
    return [
      then(['order_returned'], 90, 'minute'),
      then(['order_paid', 'order_returned'], 2, 'day'),
      { ...then(['order_paid'], 1, 'month'), eventTypes: ['order_paid'], filter: large },
    ];
  return [{}, { filter: large }];
}

/** Every aggregation that a window admits, with its options and comparisons. */
export function metricsOver(window: MetricWindow, timeZone: string): CompiledMetricInput[] {
  const isExact = window.kind === 'rolling' && (window.unit === 'minute' || window.unit === 'hour');
  const isCompared = window.kind === 'rolling' || window.kind === 'calendar';
  const inputs = AGGREGATIONS.flatMap((aggregation): (Variant & { aggregation: Aggregation })[] => {
    if (aggregation.startsWith('days_since') && window.kind !== 'lifetime') return [];
    if (isExact && /^(active|streak|longest)/.test(aggregation)) return [];
    const plain = variantsOf(aggregation).map((variant) => ({ ...variant, aggregation }));
    if (!isCompared || !COMPARABLE_AGGREGATIONS.includes(aggregation)) return plain;
    return [...plain, { ...plain[0]!, compare: 'difference' }, { ...plain[0]!, compare: 'percent' }];
  });
  return inputs.map((input, index) => ({
    id: index + 1,
    key: `${input.aggregation}_${index}`,
    eventTypes: ['order_paid', ...(input.then ? [] : ['order_returned'])],
    window,
    timeZone,
    ...input,
  }));
}

/** Zones with daylight saving time, among them some without midnight on the day of change, and one that once skipped a day. */
const ZONES = [
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Shanghai',
  'Pacific/Apia',
];
/** Changes of clocks, leap days, ends of months and ISO years. */
const MOMENTS = [
  '2025-03-30T01:00Z',
  '2025-10-26T01:00Z',
  '2025-11-02T06:00Z',
  '2025-03-09T07:00Z',
  '2025-09-07T04:00Z',
  '2026-04-05T03:00Z',
  '2025-04-24T22:00Z',
  '2024-02-29T12:00Z',
  '2025-03-01T00:00Z',
  '2026-03-31T10:00Z',
  '2024-12-30T00:00Z',
  '2027-01-03T23:00Z',
  '2026-08-12T09:30Z',
].map((text) => Date.parse(text));
const HOUR = 3_600_000;

const amount = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100) },
  { weight: 5, arbitrary: fc.constantFrom(5, 120, 120.5, -3) },
  { weight: 1, arbitrary: fc.constantFrom(undefined, null, '12.5', true, -0) },
);
const sku = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('A1', '茶', '', '1', 1, true, 'x'.repeat(80), `${'x'.repeat(79)}y`, null) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom('A1', 'B2', 'C3'), { maxLength: 4 }) },
);

export interface Scene {
  readonly window: MetricWindow;
  readonly timeZone: string;
  readonly home: string;
  readonly now: number;
  readonly events: readonly TestEvent[];
}

/** Instants where something may go wrong: edges of days and windows to the millisecond, and any time around. */
function instantAround(now: number, zone: string): fc.Arbitrary<number> {
  const today = localDay(now, zone);
  const near = fc.constantFrom(-1, 0, 1);
  const days = fc.oneof(
    fc.integer({ min: -16, max: 2 }),
    fc.constantFrom(-28, -29, -30, -31, -32, -62, -365, -366, -367),
  );
  return fc.oneof(
    fc.tuple(days, near).map(([day, shift]) => startOfLocalDay(today + day, zone) + shift),
    fc.tuple(fc.constantFrom(0, 1.5, 3, 24, 36, 48, 72), near).map(([hours, shift]) => now - hours * HOUR + shift),
    fc.integer({ min: -4 * 60, max: 60 }).map((minutes) => now + minutes * 60_000),
    fc.integer({ min: -12 * 24, max: 30 }).map((hours) => now + hours * HOUR),
    fc.integer({ min: -900 * 24, max: 0 }).map((hours) => now + hours * HOUR),
  );
}

/** A window, a zone, a moment, and events around it. */
export const sceneArbitrary = (maxLength = 30): fc.Arbitrary<Scene> =>
  fc
    .record({
      window: fc.constantFrom(...WINDOWS),
      timeZone: fc.constantFrom('customer', ...ZONES),
      home: fc.constantFrom(...ZONES),
      now: fc
        .tuple(fc.constantFrom(...MOMENTS), fc.integer({ min: -30 * HOUR, max: 30 * HOUR }), fc.boolean())
        .map(([moment, shift, isEven]) => moment + (isEven ? Math.round(shift / HOUR) * HOUR : shift)),
    })
    .chain((scene) => {
      const event = fc.record({
        type: fc.constantFrom('order_paid', 'order_paid', 'order_returned', 'login'),
        occurredAt: instantAround(scene.now, scene.timeZone === 'customer' ? scene.home : scene.timeZone),
        properties: fc.record({ amount, sku }),
      });
      return fc.array(event, { maxLength }).map((events) => ({ ...scene, events }));
    });
