import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Metric, MetricDefinition } from '@tagloom/contracts';
import { generator } from '../src/testing/seed-customers.js';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { MetricWorld, TestClock, type TestEvent } from './support/metrics.js';

type Kind = Omit<MetricDefinition, 'key' | 'name' | 'eventTypes'>;

const WINDOWS: MetricDefinition['window'][] = [
  { kind: 'lifetime' },
  { kind: 'rolling', amount: 5, unit: 'hour' },
  { kind: 'rolling', amount: 3, unit: 'day' },
  { kind: 'rolling', amount: 1, unit: 'month' },
  { kind: 'calendar', period: 'week', which: 'previous' },
  { kind: 'calendar', period: 'month', which: 'this' },
  { kind: 'since', date: '2026-02-20' },
];
const OF_ANY_WINDOW: Kind[] = [
  { aggregation: 'count', window: WINDOWS[0] },
  { aggregation: 'sum', property: 'amount', window: WINDOWS[0] },
  { aggregation: 'distinct', property: 'country', window: WINDOWS[0] },
  { aggregation: 'first', property: 'country', window: WINDOWS[0] },
  { aggregation: 'last', property: 'amount', valueType: 'number', window: WINDOWS[0] },
  { aggregation: 'most_frequent', property: 'country', window: WINDOWS[0] },
  { aggregation: 'most_frequent', property: 'country', top: 2, window: WINDOWS[0] },
  {
    aggregation: 'followed',
    then: { eventTypes: ['returned'], within: { amount: 9, unit: 'hour' } },
    window: WINDOWS[0],
  },
  {
    aggregation: 'not_followed',
    then: { eventTypes: ['paid'], within: { amount: 2, unit: 'day' } },
    window: WINDOWS[0],
  },
];
const OF_DAYS: Kind[] = [
  { aggregation: 'active_days', window: WINDOWS[3] },
  { aggregation: 'streak_days', grace: 1, window: WINDOWS[0] },
  { aggregation: 'longest_streak_weeks', window: WINDOWS[3], timeZone: 'customer' },
  { aggregation: 'days_since_first', window: WINDOWS[0], timeZone: 'customer' },
  { aggregation: 'average', property: 'amount', window: WINDOWS[5], compare: 'percent', timeZone: 'Asia/Kathmandu' },
  { aggregation: 'max', property: 'amount', window: WINDOWS[2], compare: 'difference', timeZone: 'customer' },
];
/** Every aggregation over windows of minutes, days, the calendar, a date and everything, in three kinds of zones. */
const KINDS: Kind[] = [
  ...OF_ANY_WINDOW.flatMap((kind, index) => [
    { ...kind, window: WINDOWS[index % WINDOWS.length] },
    { ...kind, window: WINDOWS[(index + 2) % WINDOWS.length], timeZone: 'customer' },
  ]),
  ...OF_DAYS,
];
const HOUR = 3_600_000;
const START = Date.parse('2026-02-10T00:00:00Z');

describe('a metric computed from history', () => {
  const clock = new TestClock();
  let app: TestApp;
  let world: MetricWorld;
  beforeAll(async () => {
    app = await createTestApp({ clock });
    world = new MetricWorld(app, clock);
    clock.set(START);
    await world.learn('paid', { amount: 1, country: 'X' });
    await world.learn('returned', { amount: 1 });
  });
  afterAll(() => app.close());

  const define = (prefix: string): Promise<Metric[]> =>
    world.define(KINDS.map((kind, index) => ({ key: `${prefix}_${index}`, eventTypes: ['paid'], ...kind })));

  /** Customers whose two columns differ, by kind. */
  async function differences(live: { id: string }[], again: { id: string }[]): Promise<object[]> {
    const found: object[] = [];
    for (const [index, kind] of KINDS.entries()) {
      const [a, b] = [`m_${live[index].id}`, `m_${again[index].id}`];
      const { rows } = await app.database.query(
        `SELECT id, ${a} AS live, ${b} AS again FROM customers WHERE ${a} IS DISTINCT FROM ${b}`,
      );
      if (rows.length > 0) found.push({ ...kind, index, rows });
    }
    return found;
  }

  it('equals what the events made of it one by one, at any later time', async () => {
    const random = generator(20_260_210);
    const people = Array.from({ length: 12 }, (_, index) => `person ${index}`);
    const live = await define('live');
    await app.client.post('/api/v1/customers/profiles', {
      profiles: people.map((externalId, index) => ({
        customer: { channel: 'shop', externalId },
        fields: { time_zone: ['America/New_York', 'Pacific/Auckland', null][index % 3] },
      })),
    });
    let time = START;
    for (let step = 0; step < 40; step++) {
      time += random(20) * HOUR + random(3_600_000);
      await world.moveTo(time);
      for (const person of people.filter(() => random(3) === 0))
        await world.send(person, [anEventBefore(time, random)]);
    }
    const again = await define('again');
    await world.moveTo(time);
    expect(await differences(live, again)).toEqual([]);
    for (const hours of [1, 7, 24, 24 * 9, 24 * 40]) {
      await world.moveTo((time += hours * HOUR));
      expect(await differences(live, again)).toEqual([]);
    }
    await app.client.post('/api/v1/customers/profiles', {
      profiles: people.map((externalId) => ({
        customer: { channel: 'shop', externalId },
        fields: { time_zone: 'Asia/Tokyo' },
      })),
    });
    const third = await define('third');
    expect(await differences(live, third)).toEqual([]);
    const { rows } = await app.database.query<{ known: number }>(
      `SELECT count(*)::int AS known FROM customers WHERE m_${live[0].id} > 0`,
    );
    expect(rows[0].known).toBeGreaterThan(8);
  }, 120_000);
});

/** Mostly fresh, now and then days late. */
function anEventBefore(time: number, random: (below: number) => number): TestEvent {
  const late = random(5) === 0 ? random(6 * 24) * HOUR : random(60_000);
  return {
    type: random(4) === 0 ? 'returned' : 'paid',
    at: new Date(time - late).toISOString(),
    properties: { amount: random(100) / 4, ...(random(5) > 0 && { country: 'ABC'[random(3)] }) },
  };
}
