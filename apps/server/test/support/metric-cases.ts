import type { MetricDefinition } from '@tagloom/contracts';
import type { TestEvent } from './metrics.js';

/** One metric over one customer's events, and its values as time passes; undefined is unknown. The organisation is in Shanghai. */
interface MetricCase {
  title: string;
  metric: Omit<MetricDefinition, 'key' | 'name' | 'eventTypes'>;
  timeZone?: string;
  /** The last one is the latest. */
  events: TestEvent[];
  moments: [instant: string, value: unknown][];
}

const paid = (at: string, amount = 1, country = 'X', products: string[] = []): TestEvent => ({
  type: 'paid',
  at: `2026-${at}+08:00`,
  properties: { amount, country, products },
});
const returned = (at: string): TestEvent => ({ type: 'returned', at: `2026-${at}+08:00`, properties: { amount: 1 } });
const at = (instant: string) => `2026-${instant}+08:00`;
const LIFETIME = { kind: 'lifetime' } as const;
const days = (amount: number) => ({ kind: 'rolling', amount, unit: 'day' }) as const;
const calendar = (
  period: 'day' | 'week' | 'month' | 'quarter' | 'year',
  which: 'this' | 'previous' = 'this',
): MetricDefinition['window'] => ({ kind: 'calendar', period, which });
const then = { eventTypes: ['returned'], within: { amount: 2, unit: 'hour' as const } };

export const METRIC_CASES: MetricCase[] = [
  {
    title: 'a window of minutes is exact to the event',
    metric: { aggregation: 'count', window: { kind: 'rolling', amount: 30, unit: 'minute' } },
    events: [paid('03-02T10:00:00.250')],
    moments: [
      [at('03-02T10:30:00.249'), 1],
      [at('03-02T10:30:00.250'), 0],
    ],
  },
  {
    title: 'a window of hours loses one event after the other',
    metric: { aggregation: 'sum', property: 'amount', window: { kind: 'rolling', amount: 2, unit: 'hour' } },
    events: [paid('03-02T10:00:00', 5), paid('03-02T11:00:00', 7)],
    moments: [
      [at('03-02T11:59:59.999'), 12],
      [at('03-02T12:00:00'), 7],
      [at('03-02T13:00:00'), 0],
    ],
  },
  {
    title: 'a window of days ends at local midnight',
    metric: { aggregation: 'sum', property: 'amount', window: days(7) },
    events: [paid('03-02T23:59:00', 5)],
    moments: [
      [at('03-09T23:59:59.999'), 5],
      [at('03-10T00:00:00'), 0],
    ],
  },
  {
    title: 'a window of weeks is seven days each',
    metric: { aggregation: 'count', window: { kind: 'rolling', amount: 2, unit: 'week' } },
    events: [paid('03-02T12:00:00')],
    moments: [
      [at('03-16T23:59:59.999'), 1],
      [at('03-17T00:00:00'), 0],
    ],
  },
  {
    title: 'a window of a month goes back on the calendar',
    metric: { aggregation: 'average', property: 'amount', window: { kind: 'rolling', amount: 1, unit: 'month' } },
    events: [paid('01-31T12:00:00', 6), paid('01-31T13:00:00', 10)],
    moments: [
      [at('02-28T23:59:59.999'), 8],
      [at('03-01T00:00:00'), undefined],
    ],
  },
  {
    title: 'this week begins on Monday',
    metric: { aggregation: 'max', property: 'amount', window: calendar('week') },
    events: [paid('03-07T12:00:00', 9), paid('03-08T12:00:00', 4)],
    moments: [
      [at('03-08T23:59:59.999'), 9],
      [at('03-09T00:00:00'), undefined],
    ],
  },
  {
    title: 'the previous month comes and goes whole',
    metric: { aggregation: 'count', window: calendar('month', 'previous') },
    events: [paid('03-15T12:00:00')],
    moments: [
      [at('03-31T23:59:59.999'), 0],
      [at('04-01T00:00:00'), 1],
      [at('04-30T23:59:59.999'), 1],
      [at('05-01T00:00:00'), 0],
    ],
  },
  {
    title: 'this quarter forgets its distinct values when it ends',
    metric: { aggregation: 'distinct', property: 'country', window: calendar('quarter') },
    events: [paid('03-30T12:00:00', 1, 'A'), paid('03-31T12:00:00', 1, 'B')],
    moments: [
      [at('03-31T23:59:59.999'), 2],
      [at('04-01T00:00:00'), 0],
    ],
  },
  {
    title: 'this year ends with its last day',
    metric: { aggregation: 'min', property: 'amount', window: calendar('year') },
    events: [paid('12-30T12:00:00', 4), paid('12-31T12:00:00', 6)],
    moments: [
      [at('12-31T23:59:59.999'), 4],
      ['2027-01-01T00:00:00+08:00', undefined],
    ],
  },
  {
    title: 'a window since a date begins with that local day',
    metric: { aggregation: 'sum', property: 'amount', window: { kind: 'since', date: '2026-03-02' } },
    events: [paid('03-01T23:59:59.999', 5), paid('03-02T00:00:00', 7)],
    moments: [[at('03-02T00:00:01'), 7]],
  },
  {
    title: 'the first value of a day',
    metric: { aggregation: 'first', property: 'country', window: calendar('day') },
    events: [paid('03-02T10:00:00', 1, 'A'), paid('03-02T11:00:00', 1, 'B')],
    moments: [
      [at('03-02T12:00:00'), 'A'],
      [at('03-03T00:00:00'), undefined],
    ],
  },
  {
    title: 'the last value within two days',
    metric: { aggregation: 'last', property: 'country', window: days(1) },
    events: [paid('03-02T10:00:00', 1, 'A'), paid('03-02T11:00:00', 1, 'B')],
    moments: [
      [at('03-03T23:59:59.999'), 'B'],
      [at('03-04T00:00:00'), undefined],
    ],
  },
  {
    title: 'the last number over everything',
    metric: { aggregation: 'last', property: 'amount', valueType: 'number', window: LIFETIME },
    events: [paid('03-02T10:00:00', 3), paid('03-02T11:00:00', 2)],
    moments: [[at('03-02T12:00:00'), 2]],
  },
  {
    title: 'the most frequent value gives way to another when its days leave the window',
    metric: { aggregation: 'most_frequent', property: 'country', window: days(2) },
    events: [paid('03-01T10:00:00', 1, 'A'), paid('03-01T11:00:00', 1, 'A'), paid('03-02T10:00:00', 1, 'B')],
    moments: [
      [at('03-03T23:59:59.999'), 'A'],
      [at('03-04T00:00:00'), 'B'],
      [at('03-05T00:00:00'), undefined],
    ],
  },
  {
    title: 'the two most frequent members of a list, most frequent first',
    metric: { aggregation: 'most_frequent', property: 'products', top: 2, window: LIFETIME },
    events: [
      paid('03-01T10:00:00', 1, 'X', ['a', '"b", \\{c}']),
      paid('03-01T11:00:00', 1, 'X', ['"b", \\{c}', 'z', 'a']),
      paid('03-01T12:00:00', 1, 'X', ['"b", \\{c}']),
    ],
    moments: [[at('03-01T13:00:00'), ['"b", \\{c}', 'a']]],
  },
  {
    title: 'days since the last event grow at midnight',
    metric: { aggregation: 'days_since_last', window: LIFETIME },
    events: [paid('03-01T23:00:00')],
    moments: [
      [at('03-01T23:59:59.999'), 0],
      [at('03-02T00:00:00'), 1],
    ],
  },
  {
    title: 'active days are counted once',
    metric: { aggregation: 'active_days', window: days(3) },
    events: [paid('03-01T10:00:00'), paid('03-01T11:00:00'), paid('03-02T10:00:00')],
    moments: [
      [at('03-04T23:59:59.999'), 2],
      [at('03-05T00:00:00'), 1],
    ],
  },
  {
    title: 'active weeks of the quarter',
    metric: { aggregation: 'active_weeks', window: calendar('quarter') },
    events: [paid('03-08T10:00:00'), paid('03-09T10:00:00'), paid('03-10T10:00:00')],
    moments: [
      [at('03-31T23:59:59.999'), 2],
      [at('04-01T00:00:00'), 0],
    ],
  },
  {
    title: 'a run of days is not broken by a day that is not over',
    metric: { aggregation: 'streak_days', window: LIFETIME },
    events: [paid('03-01T10:00:00'), paid('03-02T10:00:00'), paid('03-03T10:00:00')],
    moments: [
      [at('03-04T23:59:59.999'), 3],
      [at('03-05T00:00:00'), 0],
    ],
  },
  {
    title: 'a run with grace outlives one missed day',
    metric: { aggregation: 'streak_days', grace: 1, window: LIFETIME },
    events: [paid('03-01T10:00:00'), paid('03-03T10:00:00')],
    moments: [
      [at('03-05T23:59:59.999'), 2],
      [at('03-06T00:00:00'), 0],
    ],
  },
  {
    title: 'a run of weeks ends with the first whole week missed',
    metric: { aggregation: 'streak_weeks', window: LIFETIME },
    events: [paid('03-08T10:00:00'), paid('03-09T10:00:00')],
    moments: [
      [at('03-22T23:59:59.999'), 2],
      [at('03-23T00:00:00'), 0],
    ],
  },
  {
    title: 'the longest run stays while its days are in the window',
    metric: { aggregation: 'longest_streak_days', window: days(5) },
    events: [paid('03-01T10:00:00'), paid('03-02T10:00:00'), paid('03-04T10:00:00')],
    moments: [
      [at('03-06T23:59:59.999'), 2],
      [at('03-07T00:00:00'), 1],
    ],
  },
  {
    title: 'an event that was followed in time counts, one that was followed late does not',
    metric: { aggregation: 'followed', then, window: LIFETIME },
    events: [paid('03-02T10:00:00'), paid('03-02T08:00:00'), returned('03-02T11:30:00')],
    moments: [[at('03-02T12:00:00'), 1]],
  },
  {
    title: 'an event that nothing followed counts from the moment the time is over',
    metric: { aggregation: 'not_followed', then, window: LIFETIME },
    events: [paid('03-02T10:00:00.500')],
    moments: [
      [at('03-02T12:00:00.499'), 0],
      [at('03-02T12:00:00.500'), 1],
    ],
  },
  {
    title: 'today against yesterday, as a difference',
    metric: { aggregation: 'count', window: calendar('day'), compare: 'difference' },
    events: [paid('03-01T10:00:00'), paid('03-02T10:00:00'), paid('03-02T11:00:00'), paid('03-02T12:00:00')],
    moments: [
      [at('03-02T23:59:59.999'), 2],
      [at('03-03T00:00:00'), -3],
      [at('03-04T00:00:00'), 0],
    ],
  },
  {
    title: 'today against yesterday, in percent; unknown when there was nothing',
    metric: { aggregation: 'sum', property: 'amount', window: calendar('day'), compare: 'percent' },
    events: [paid('03-01T10:00:00', 4), paid('03-02T10:00:00', 6)],
    moments: [
      [at('03-02T23:59:59.999'), 50],
      [at('03-03T00:00:00'), -100],
      [at('03-04T00:00:00'), undefined],
    ],
  },
  {
    title: 'a day of the customer ends in the customer’s own time zone',
    metric: { aggregation: 'count', window: calendar('day'), timeZone: 'customer' },
    timeZone: 'America/New_York',
    events: [{ type: 'paid', at: '2026-03-03T03:00:00Z', properties: {} }],
    moments: [
      ['2026-03-03T04:59:59.999Z', 1],
      ['2026-03-03T05:00:00Z', 0],
    ],
  },
  {
    title: 'a day of a fixed zone is as long as its clocks say when they change',
    metric: { aggregation: 'count', window: calendar('day'), timeZone: 'America/New_York' },
    events: [{ type: 'paid', at: '2026-03-08T05:00:00Z', properties: {} }],
    moments: [
      ['2026-03-09T03:59:59.999Z', 1],
      ['2026-03-09T04:00:00Z', 0],
    ],
  },
  {
    title: 'days since the last event in the customer’s own time zone',
    metric: { aggregation: 'days_since_last', window: LIFETIME, timeZone: 'customer' },
    timeZone: 'America/New_York',
    events: [{ type: 'paid', at: '2026-03-03T03:00:00Z', properties: {} }],
    moments: [
      ['2026-03-03T04:59:59.999Z', 0],
      ['2026-03-03T05:00:00Z', 1],
    ],
  },
];
