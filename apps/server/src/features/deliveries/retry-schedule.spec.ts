import { describe, expect, it } from '@jest/globals';
import { MAX_ATTEMPTS, retryAfterMs, retryDelayMs } from './retry-schedule.js';

const HOUR_MS = 3_600_000;

describe('the wait before the next attempt', () => {
  it('grows from seconds to a day, and ends', () => {
    const delays = Array.from({ length: MAX_ATTEMPTS }, (_, index) => retryDelayMs(index + 1, null, 0));
    expect(delays.slice(0, 4)).toEqual([5_000, 30_000, 300_000, 1_800_000]);
    expect(delays.at(-2)).toBe(24 * HOUR_MS);
    expect(delays.at(-1)).toBeNull();
    expect([...delays.slice(0, -1)].sort((a, b) => Number(a) - Number(b))).toEqual(delays.slice(0, -1));
  });

  it('is up to a fifth longer by chance', () => {
    expect(retryDelayMs(1, null, 0.999_999)).toBeCloseTo(6_000, -1);
  });

  it('is longer when the receiver asks for it, a day at most, and never shorter', () => {
    expect(retryDelayMs(1, 90_000, 0)).toBe(90_000);
    expect(retryDelayMs(1, 1_000, 0)).toBe(5_000);
    expect(retryDelayMs(1, 400 * 24 * HOUR_MS, 0)).toBe(24 * HOUR_MS);
  });
});

describe('Retry-After', () => {
  const now = new Date('2024-05-01T00:00:00Z');

  it.each([
    ['120', 120_000],
    ['Wed, 01 May 2024 00:01:00 GMT', 60_000],
    ['Wed, 01 May 2019 00:01:00 GMT', 0],
    ['soon', null],
    ['-5', null],
    [null, null],
  ])('%p is %p ms', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});
