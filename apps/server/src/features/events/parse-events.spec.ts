import { describe, expect, it } from '@jest/globals';
import type { EventProperty } from '@tagloom/contracts';
import { parseEvents, type Schemas } from './parse-events.js';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const schemas: Schemas = {
  known: (type) =>
    type === 'order_paid'
      ? new Map<string, EventProperty>([['amount', { name: 'amount', type: 'number' }]])
      : undefined,
};
const event = (over: object = {}): object => ({
  id: '1',
  source: 'shop',
  type: 'order_paid',
  occurredAt: '2026-03-01T10:00:00Z',
  customer: { channel: 'shop', externalId: 'c1' },
  properties: { amount: 5 },
  ...over,
});

describe('parseEvents', () => {
  it('keeps good events when their neighbours are bad', () => {
    const { events, rejected } = parseEvents(
      [event(), null, event({ id: '2' }), event({ type: 'NOT A TYPE' })],
      schemas,
      NOW,
    );
    expect(events.map(({ id, index }) => [id, index])).toEqual([
      ['1', 0],
      ['2', 2],
    ]);
    expect(rejected.map(({ index, code }) => [index, code])).toEqual([
      [1, 'validation_failed'],
      [3, 'validation_failed'],
    ]);
    expect(rejected[1].path).toBe('events.3.type');
  });

  it('refuses a time in the future, but not the skew of a clock', () => {
    const { events, rejected } = parseEvents(
      [event({ occurredAt: '2026-03-01T12:04:00Z' }), event({ occurredAt: '2026-03-01T12:06:00Z' })],
      schemas,
      NOW,
    );
    expect(events).toHaveLength(1);
    expect(rejected[0]).toMatchObject({ index: 1, code: 'occurred_in_future', path: 'events.1.occurredAt' });
  });

  it('refuses a property of another type than the one known, naming it', () => {
    const { rejected } = parseEvents([event({ properties: { amount: 'five' } })], schemas, NOW);
    expect(rejected[0]).toMatchObject({ code: 'property_type_mismatch', path: 'events.0.properties.amount' });
  });

  it('refuses unknown fields, NUL characters and reserved property names', () => {
    const bad = [
      event({ extra: 1 }),
      event({ id: 'a\u0000b' }),
      event({ properties: JSON.parse('{"__proto__": 1}') as object }),
    ];
    expect(parseEvents(bad, schemas, NOW).rejected.map(({ index }) => index)).toEqual([0, 1, 2]);
  });
});
