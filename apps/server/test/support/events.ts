/** A valid event; `over` sets what matters to the test. */
export const anEvent = (over: object = {}): object => ({
  id: 'e1',
  source: 'shop',
  type: 'order_paid',
  occurredAt: '2026-01-05T10:00:00Z',
  customer: { channel: 'shop', externalId: 'someone' },
  properties: { amount: 120, country: 'France' },
  ...over,
});
