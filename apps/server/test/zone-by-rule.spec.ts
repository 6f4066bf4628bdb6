import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { draw } from './support/draw.js';
import { createTag, publish } from './support/flows.js';
import { MetricWorld, TestClock } from './support/metrics.js';

const DAYS = {
  eventTypes: ['paid'],
  aggregation: 'active_days' as const,
  window: { kind: 'lifetime' as const },
};

describe('a rule that sets the time zone of a customer', () => {
  const clock = new TestClock();
  let app: TestApp;
  let world: MetricWorld;
  beforeAll(async () => {
    app = await createTestApp({ clock });
    world = new MetricWorld(app, clock);
    clock.set('2026-03-01T15:00:00Z');
    await world.learn('paid', {});
    await world.learn('moved', { to: 'nowhere' });
    await world.define([{ key: 'days', timeZone: 'customer', ...DAYS }]);
    await createTag(app, 'twice');
    const twice = { fact: 'metric.days', operator: 'greaterThanInclusive', value: 2 };
    const then = [{ action: 'addTag', tag: 'twice', membership: 'while' } as const];
    await publish(app, draw({ name: 'Twice', if: [twice], then }), 'new_events');
    const away = { fact: 'event.to', operator: 'equal', value: 'New York' };
    const set = { action: 'setField', field: 'time_zone', value: 'America/New_York', membership: 'once' } as const;
    await publish(app, draw({ name: 'Moved', on: ['moved'], if: [away], then: [set] }), 'new_events');
  });
  afterAll(() => app.close());

  const days = async () => (await world.metricsOf('ann')).days;
  const tags = async () => {
    const { rows } = await app.database.query<{ tags: number }>(
      'SELECT cardinality(tags) AS tags FROM customers WHERE id = $1',
      [await world.customerId('ann')],
    );
    return rows[0].tags;
  };

  it('has the days of the customer counted anew, and the rules that read them asked', async () => {
    // Before and after midnight in Shanghai, the same morning in New York.
    await world.send('ann', [{ type: 'paid', at: '2026-03-01T15:00:00Z' }]);
    await world.moveTo('2026-03-01T17:00:00Z');
    await world.send('ann', [{ type: 'paid', at: '2026-03-01T17:00:00Z' }]);
    expect([await days(), await tags()]).toEqual([2, 1]);
    await world.send('ann', [
      { type: 'moved', at: '2026-03-01T17:00:00Z', properties: { to: 'New York' } },
      { type: 'paid', at: '2026-03-01T16:00:00Z' },
    ]);
    expect(await days()).toBe(1);
    await world.moveTo('2026-03-01T17:00:00Z');
    expect([await days(), await tags()]).toEqual([1, 0]);
    // The next morning in Shanghai is still the same day in New York.
    await world.moveTo('2026-03-02T04:00:00Z');
    await world.send('ann', [{ type: 'paid', at: '2026-03-02T04:00:00Z' }]);
    expect([await days(), await tags()]).toEqual([1, 0]);
    await world.moveTo('2026-03-02T06:00:00Z');
    await world.send('ann', [{ type: 'paid', at: '2026-03-02T06:00:00Z' }]);
    expect([await days(), await tags()]).toEqual([2, 1]);
  });
});
