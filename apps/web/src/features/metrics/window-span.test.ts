import type { MetricWindow } from '@tagloom/contracts';
import dayjs from 'dayjs';
import { describe, expect, it } from 'vitest';
import { spanOf, type Span } from './window-span';

/** A Sunday. */
const now = new Date(2026, 10, 22, 14, 30);
const text = (span: Span | undefined) =>
  span && [span.from, span.to].map((at) => at && dayjs(at).format('YYYY-MM-DD HH:mm')).join(' – ');
const drawn = (window: MetricWindow) => {
  const { window: span, before } = spanOf(window, now);
  return [text(span), text(before)];
};

describe('the drawing of a window', () => {
  it('reaches full days before today and today so far', () => {
    expect(drawn({ kind: 'rolling', amount: 7, unit: 'day' })).toEqual([
      '2026-11-15 00:00 – 2026-11-22 14:30',
      '2026-11-08 00:00 – 2026-11-15 00:00',
    ]);
  });

  it('is exact to the minute in hours', () => {
    expect(drawn({ kind: 'rolling', amount: 2, unit: 'hour' })).toEqual([
      '2026-11-22 12:30 – 2026-11-22 14:30',
      '2026-11-22 10:30 – 2026-11-22 12:30',
    ]);
  });

  it('begins a week on Monday, and a quarter with its first month', () => {
    expect(drawn({ kind: 'calendar', period: 'week', which: 'this' })[0]).toBe('2026-11-16 00:00 – 2026-11-22 14:30');
    expect(drawn({ kind: 'calendar', period: 'quarter', which: 'previous' })).toEqual([
      '2026-07-01 00:00 – 2026-10-01 00:00',
      '2026-04-01 00:00 – 2026-07-01 00:00',
    ]);
  });

  it('has no beginning over all time', () => {
    expect(spanOf({ kind: 'lifetime' }, now)).toEqual({ window: { from: undefined, to: now } });
  });
});
