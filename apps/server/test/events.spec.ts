import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CustomerDetail, EventsResponse, EventType, ErrorBody } from '@tagloom/contracts';
import { createTestApp, type TestApp } from '../src/testing/test-app.js';
import { anEvent } from './support/events.js';

describe('POST /api/v1/events', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.close());

  const send = (events: unknown[]) => app.client.post<EventsResponse>('/api/v1/events', { events });

  it('accepts new events, counts repeated ones, and keeps the neighbours of bad ones', async () => {
    const first = await send([anEvent({ id: 'a1' }), { nonsense: true }, anEvent({ id: 'a2' }), anEvent({ id: 'a1' })]);
    expect(first.status).toBe(202);
    expect(first.body).toMatchObject({
      accepted: 2,
      duplicates: 1,
      rejected: [{ index: 1, code: 'validation_failed' }],
    });
    const again = await send([anEvent({ id: 'a2', occurredAt: '2020-01-01T00:00:00Z' })]);
    expect(again.body).toEqual({ accepted: 0, duplicates: 1, rejected: [] });
  });

  it('tells the same id of another source apart', async () => {
    const { body } = await send([anEvent({ id: 'b1' }), anEvent({ id: 'b1', source: 'till' })]);
    expect(body.accepted).toBe(2);
  });

  it('creates a customer once for an identity, however many calls come at the same time', async () => {
    const customer = { channel: 'shop', externalId: 'newcomer' };
    const calls = Array.from({ length: 20 }, (_, index) => send([anEvent({ id: `c${index}`, customer })]));
    await Promise.all(calls);
    const { rows } = await app.database.pool.query<{ customers: string; events: string }>(
      `SELECT count(DISTINCT i.customer_id) AS customers, count(*) AS events
       FROM identities i JOIN events e USING (customer_id) WHERE i.external_id = 'newcomer'`,
    );
    expect(rows[0]).toEqual({ customers: '1', events: '20' });
  });

  it('rejects an unknown customer id and a time in the future, each with its place', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    const { body } = await send([
      anEvent({ id: 'd1', customer: { id: '999999' } }),
      anEvent({ id: 'd2', occurredAt: tomorrow }),
    ]);
    expect(body.accepted).toBe(0);
    expect(body.rejected).toMatchObject([
      { index: 0, code: 'customer_not_found', path: 'events.0.customer.id' },
      { index: 1, code: 'occurred_in_future', path: 'events.1.occurredAt' },
    ]);
  });

  it('rejects an event with NUL in its text alone', async () => {
    const { status, body } = await send([
      anEvent({ id: 'e1', properties: { note: 'a\u0000b' } }),
      anEvent({ id: 'e2' }),
    ]);
    expect(status).toBe(202);
    expect(body).toMatchObject({ accepted: 1, rejected: [{ index: 0, path: 'events.0.properties.note' }] });
  });

  it('learns event types and the types of their properties, and holds later events to them', async () => {
    await send([anEvent({ id: 'f1', type: 'page_viewed', properties: { seconds: 3, page: 'home' } })]);
    const types = await app.client.get<EventType[]>('/api/v1/event-types');
    expect(types.body.find(({ name }) => name === 'page_viewed')?.properties).toMatchObject([
      { name: 'seconds', type: 'number' },
      { name: 'page', type: 'text' },
    ]);
    const { body } = await send([anEvent({ id: 'f2', type: 'page_viewed', properties: { seconds: 'three' } })]);
    expect(body.rejected).toMatchObject([{ code: 'property_type_mismatch', path: 'events.0.properties.seconds' }]);
  });

  it('takes at most 1,000 events', async () => {
    const events = Array.from({ length: 1001 }, (_, index) => anEvent({ id: `g${index}` }));
    const response = await app.client.post<ErrorBody>('/api/v1/events', { events });
    expect([response.status, response.body.error.code, response.body.error.path]).toEqual([
      400,
      'validation_failed',
      'events',
    ]);
  });

  it('creates and updates profiles, and a second time changes nothing', async () => {
    const profiles = [
      {
        customer: { channel: 'shop', externalId: 'p1' },
        fields: { name: '林小满', birthday: '1990-02-28' },
        invented: true,
      },
    ];
    const call = () => app.client.post('/api/v1/customers/profiles', { profiles });
    expect((await call()).body).toEqual({ created: 1, updated: 0, unchanged: 0 });
    expect((await call()).body).toEqual({ created: 0, updated: 0, unchanged: 1 });
    const { rows } = await app.database.pool.query<{ id: string }>(
      "SELECT customer_id AS id FROM identities WHERE external_id = 'p1'",
    );
    const detail = await app.client.get<CustomerDetail>(`/api/v1/customers/${rows[0].id}`);
    expect(detail.body).toMatchObject({ profile: { name: '林小满', birthday: '1990-02-28' }, invented: true });
  });
});
