import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { METRIC_CASES } from './support/metric-cases.js';
import { MetricWorld, TestClock } from './support/metrics.js';

describe('metrics over events, in time', () => {
  const clock = new TestClock();
  let app: TestApp;
  let world: MetricWorld;
  beforeAll(async () => {
    app = await createTestApp({ clock });
    world = new MetricWorld(app, clock);
    await world.learn('paid', { amount: 1, country: 'X', products: ['p'] });
    await world.learn('returned', { amount: 1 });
    await world.define(
      METRIC_CASES.map(({ metric }, index) => ({ key: `case_${index}`, eventTypes: ['paid'], ...metric })),
    );
  });
  afterAll(() => app.close());

  it.each(METRIC_CASES.map((testCase, index) => ({ ...testCase, index })))(
    '$title',
    async ({ events, moments, timeZone, index }) => {
      const person = `person ${index}`;
      clock.set(events[events.length - 1].at);
      if (timeZone)
        await app.client.post('/api/v1/customers/profiles', {
          profiles: [{ customer: { channel: 'shop', externalId: person }, fields: { time_zone: timeZone } }],
        });
      await world.send(person, events);
      const seen: unknown[] = [];
      for (const [instant] of moments) {
        await world.moveTo(instant);
        seen.push((await world.metricsOf(person))[`case_${index}`]);
      }
      expect(seen).toEqual(moments.map(([, value]) => value));
    },
  );

  it('sort customers by texts, unknown last, page by page', async () => {
    const key = `case_${METRIC_CASES.findIndex(({ title }) => title.startsWith('the last value'))}`;
    clock.set('2026-03-02T12:00:00+08:00');
    for (const [person, country] of [
      ['sorted 1', 'B'],
      ['sorted 2', 'A'],
      ['sorted 3', 'C'],
    ])
      await world.send(person, [{ type: 'paid', at: '2026-03-02T11:00:00+08:00', properties: { country } }]);
    const seen: unknown[] = [];
    let cursor: string | null | undefined;
    do {
      const { body } = await app.client.post<{
        items: { metrics: Record<string, unknown> }[];
        nextCursor: string | null;
      }>('/api/v1/customers/search', {
        condition: { fact: `metric.${key}`, operator: 'isKnown' },
        sort: { by: `metric.${key}`, direction: 'desc' },
        page: { size: 1, ...(cursor && { cursor }) },
      });
      seen.push(...body.items.map(({ metrics }) => metrics[key]));
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual([...seen].sort().reverse());
    expect(seen).toEqual(expect.arrayContaining(['A', 'B', 'C']));
  });
});
