import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, isKnownTimeZone, localDay, startOfLocalDay } from './local-day.js';

const ZONES = [
  'Asia/Shanghai',
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Havana',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Africa/Casablanca',
];
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) });
const dayToIso = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);
const isoToDay = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / DAY_MS;
const calendarDay = (epochMs: number, timeZone: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(epochMs);

describe('localDay', () => {
  it('is the day that the calendar of the zone shows', () => {
    fc.assert(
      fc.property(instant, zone, (epochMs, timeZone) =>
        expect(dayToIso(localDay(epochMs, timeZone))).toBe(calendarDay(epochMs, timeZone)),
      ),
      { numRuns: 1000 },
    );
  });

  it('is right to the millisecond at midnight in Shanghai', () => {
    const midnight = Date.parse('2026-03-01T00:00:00+08:00');
    expect(dayToIso(localDay(midnight, 'Asia/Shanghai'))).toBe('2026-03-01');
    expect(dayToIso(localDay(midnight - 1, 'Asia/Shanghai'))).toBe('2026-02-28');
  });

  it('is right within an hour in which the clocks change', () => {
    for (let minute = -90; minute <= 90; minute++) {
      const epochMs = Date.parse('2018-11-04T03:00:00Z') + minute * 60_000;
      expect(dayToIso(localDay(epochMs, 'America/Sao_Paulo'))).toBe(calendarDay(epochMs, 'America/Sao_Paulo'));
      const chatham = Date.parse('2026-04-04T14:00:00Z') + minute * 60_000;
      expect(dayToIso(localDay(chatham, 'Pacific/Chatham'))).toBe(calendarDay(chatham, 'Pacific/Chatham'));
    }
  });

  it('refuses an unknown zone and an invalid instant', () => {
    expect(() => localDay(0, 'Mars/Olympus')).toThrow(RangeError);
    expect(() => localDay(NaN, 'UTC')).toThrow(RangeError);
    expect(() => localDay(8.65e15, 'UTC')).toThrow(RangeError);
  });
});

describe('startOfLocalDay', () => {
  it('is the first instant of the day', () => {
    fc.assert(
      fc.property(instant, zone, (epochMs, timeZone) => {
        const day = localDay(epochMs, timeZone);
        const start = startOfLocalDay(day, timeZone);
        expect(start).toBeLessThanOrEqual(epochMs);
        expect(localDay(start, timeZone)).toBe(day);
        expect(localDay(start - 1, timeZone)).toBeLessThan(day);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['Asia/Shanghai', '2026-03-01', '2026-02-28T16:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    // Midnight skipped: the day began at 01:00.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    // Midnight came twice: the day began with the first.
    ['America/Havana', '2025-11-02', '2025-11-02T04:00:00.000Z'],
    // 30 December 2011 did not happen in Samoa: it begins when the 31st does.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
  ])('in %s, %s begins at %s', (timeZone, iso, expected) => {
    expect(new Date(startOfLocalDay(isoToDay(iso), timeZone)).toISOString()).toBe(expected);
  });
});

describe('time zones', () => {
  it('are known by their names, and nothing else is', () => {
    expect(['Asia/Shanghai', 'UTC', 'Mars/Olympus', ''].map(isKnownTimeZone)).toEqual([true, true, false, false]);
  });
});
