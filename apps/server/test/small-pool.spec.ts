import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CustomerSearchResponse, Health, Metric } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { anEvent } from './support/events.js';
import { createTag, eventually, lineFlow, publish, runEnd } from './support/flows.js';

/** Whoever asks for a second connection while holding one waits for ever when there are no more: with one, always. */
describe.each([1, 2])('a server with %i database connection(s)', (poolSize) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ poolSize });
    await send(0);
    await createTag(app, 'buyer');
    await createTag(app, 'regular');
  });
  afterAll(() => app.close());

  const send = (round: number) =>
    app.client.post('/api/v1/events', {
      events: Array.from({ length: 50 }, (_, person) =>
        anEvent({ id: `${round}-${person}`, customer: { channel: 'shop', externalId: `p${person}` } }),
      ),
    });
  const idle = () =>
    eventually(async () => ((await app.client.get<Health>('/api/health')).body.backlog === 0 ? true : null));
  const holders = async (tag: string): Promise<number> => {
    const condition = { fact: `tag.${tag}`, operator: 'equal', value: true };
    return (await app.client.post<CustomerSearchResponse>('/api/v1/customers/search', { condition })).body.total;
  };

  it('evaluates events while definitions change, runs run and people tag', async () => {
    const amount = { fact: 'event.amount', operator: 'greaterThan', value: 1 };
    const [metric] = await Promise.all([
      app.client.post<Metric>('/api/v1/metrics', {
        key: 'orders',
        name: { 'zh-CN': '订单数' },
        eventTypes: ['order_paid'],
        aggregation: 'count',
        window: { kind: 'lifetime' },
      }),
      publish(app, lineFlow('Buyers', [amount], 'buyer', ['order_paid']), 'new_events'),
      ...[1, 2, 3, 4].map(send),
    ]);
    expect((await runEnd(app, metric.body.runId as string)).status).toBe('done');
    await idle();
    const often = { fact: 'metric.orders', operator: 'greaterThanInclusive', value: 5 };
    await Promise.all([
      publish(app, lineFlow('Regulars', [often], 'regular'), 'everyone'),
      ...[1, 2, 3].map((id) => app.client.post(`/api/v1/customers/${id}/tags`, { tag: 'buyer' })),
      send(5),
    ]);
    await idle();
    expect(await holders('buyer')).toBe(50);
    expect(await holders('regular')).toBe(50);
  });
});
