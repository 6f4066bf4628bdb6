import { describe, expect, it } from '@jest/globals';
import { addDuration, addToDay, columnType, dayToIso, isoToDay, isTimeZone, subtractFromDay, weekOf } from './index.js';

describe('addDuration', () => {
  it.each([
    [
      'a day keeps the time of day over 23 hours',
      '2026-03-28T12:00:00+01:00',
      1,
      'day',
      'Europe/Berlin',
      '2026-03-29T12:00:00+02:00',
    ],
    ['24 hours do not', '2026-03-28T12:00:00+01:00', 24, 'hour', 'Europe/Berlin', '2026-03-29T13:00:00+02:00'],
    [
      'a skipped time is the end of the gap',
      '2026-03-28T02:30:00+01:00',
      1,
      'day',
      'Europe/Berlin',
      '2026-03-29T03:00:00+02:00',
    ],
    [
      'a time that comes twice is the first',
      '2025-10-25T02:30:00+02:00',
      1,
      'day',
      'Europe/Berlin',
      '2025-10-26T02:30:00+02:00',
    ],
    [
      'a skipped midnight is one o’clock',
      '2025-09-06T00:00:00-04:00',
      1,
      'day',
      'America/Santiago',
      '2025-09-07T01:00:00-03:00',
    ],
    ['months are clamped', '2026-01-31T10:00:00Z', 1, 'month', 'UTC', '2026-02-28T10:00:00Z'],
    ['years too', '2024-02-29T10:00:00Z', 1, 'year', 'UTC', '2025-02-28T10:00:00Z'],
    ['a skipped day ends with it', '2011-12-29T12:00:00-10:00', 1, 'day', 'Pacific/Apia', '2011-12-31T00:00:00+14:00'],
  ] as const)('%s', (_title, from, amount, unit, zone, expected) => {
    expect(new Date(addDuration(Date.parse(from), { amount, unit }, zone)).toISOString()).toBe(
      new Date(expected).toISOString(),
    );
  });
});

describe('days of the calendar', () => {
  it('count weeks from Monday and clamp months', () => {
    expect(weekOf(isoToDay('2027-01-03')) + 1).toBe(weekOf(isoToDay('2027-01-04')));
    expect(weekOf(isoToDay('2026-12-28'))).toBe(weekOf(isoToDay('2027-01-03')));
    expect(dayToIso(addToDay(isoToDay('2023-11-30'), { amount: 3, unit: 'month' }))).toBe('2024-02-29');
    expect(dayToIso(subtractFromDay(isoToDay('2026-03-31'), { amount: 1, unit: 'month' }))).toBe('2026-02-28');
    expect(dayToIso(subtractFromDay(isoToDay('2026-03-15'), { amount: 2, unit: 'week' }))).toBe('2026-03-01');
  });

  it('know which zones exist', () => {
    expect(['Asia/Shanghai', 'UTC', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});

it('columns have the type of the fact', () => {
  expect(columnType({ aggregation: 'count' })).toBe('float8');
  expect(columnType({ aggregation: 'last' })).toBe('text');
  expect(columnType({ aggregation: 'first', valueType: 'number' })).toBe('float8');
  expect(columnType({ aggregation: 'most_frequent', top: 3 })).toBe('text[]');
});
