import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventType } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../../testing/test-app.js';

describe('event types', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await createTestApp({ role: { api: true, worker: false } });
    await server.database.query(`
      INSERT INTO event_types (name, label, properties) VALUES
        ('paid', '{"zh-CN":"paid"}', '[{"name":"amount","type":"number"}]'), ('never', '{"zh-CN":"never"}', '[]');
      INSERT INTO events (customer_id, lane, type_id, source, source_event_id, occurred_at, received_at, properties)
        VALUES (1, 0, 1, 's', '1', '2024-01-01Z', '2024-05-05T00:00:00Z', '{}')`);
  });
  afterAll(() => server.close());

  it('say when they were last seen', async () => {
    const { body } = await server.client.get<EventType[]>('/api/v1/event-types');
    expect(body.map(({ name, lastSeenAt, learned }) => [name, lastSeenAt, learned])).toEqual([
      ['paid', '2024-05-05T00:00:00.000Z', true],
      ['never', null, true],
    ]);
  });

  it('take a label and properties from a person, and are then no longer just learned', async () => {
    const change = {
      label: { 'zh-CN': '付款', en: 'Paid' },
      properties: [{ name: 'amount', type: 'number', unit: { 'zh-CN': '元' } }],
    };
    expect(await server.client.patch('/api/v1/event-types/paid', change)).toMatchObject({
      status: 200,
      body: { ...change, learned: false },
    });
  });

  it.each([
    ['/api/v1/event-types/nothing', { label: { 'zh-CN': 'x' } }, 404, 'event_type_not_found', 'name'],
    [
      '/api/v1/event-types/paid',
      {
        properties: [
          { name: 'a', type: 'number' },
          { name: 'a', type: 'text' },
        ],
      },
      400,
      'validation_failed',
      'properties.1.name',
    ],
    [
      '/api/v1/event-types/paid',
      { properties: [{ name: 'a', type: 'money' }] },
      400,
      'validation_failed',
      'properties.0.type',
    ],
    [
      '/api/v1/event-types/paid',
      { properties: [{ name: '__proto__', type: 'text' }] },
      400,
      'validation_failed',
      'properties.0.name',
    ],
  ])('refuse %s with %j', async (path, body, status, code, culprit) => {
    expect(await server.client.patch(path, body)).toMatchObject({ status, body: { error: { code, path: culprit } } });
  });
});
