import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayStart, dayToIso, isoToDay, localDay } from './index.js';

describe('dayStart', () => {
  it('is the instant at which a local day begins', () => {
    const day = localDay(Date.parse('2018-11-04T12:00:00Z'), 'America/Sao_Paulo');
    expect(dayStart(day, 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });
});

describe('ISO days', () => {
  it('convert both ways', () => {
    expect(isoToDay('1970-01-01')).toBe(0);
    expect(isoToDay('1969-12-31')).toBe(-1);
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (day) => expect(isoToDay(dayToIso(day))).toBe(day)),
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '20260101', '', '2026-01-01T00:00:00Z', 'today'])(
    'refuse %p',
    (iso) => expect(() => isoToDay(iso)).toThrow(RangeError),
  );

  it('refuse a number that is no day', () => {
    for (const day of [0.5, NaN, 1e12]) expect(() => dayToIso(day)).toThrow(RangeError);
  });
});
