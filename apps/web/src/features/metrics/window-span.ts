import type { Duration, MetricWindow } from '@tagloom/contracts';
import dayjs, { type Dayjs } from 'dayjs';

export interface Span {
  /** Nothing: without a beginning. */
  from: Date | undefined;
  to: Date;
}

type Period = Extract<MetricWindow, { kind: 'calendar' }>['period'];

/** Weeks begin on Monday, quarters with January. */
function startOf(at: Dayjs, period: Period): Dayjs {
  if (period === 'week') return at.startOf('day').subtract((at.day() + 6) % 7, 'day');
  if (period === 'quarter') return at.startOf('month').subtract(at.month() % 3, 'month');
  return at.startOf(period);
}
const back = (at: Dayjs, period: Period): Dayjs =>
  period === 'quarter' ? at.subtract(3, 'month') : at.subtract(1, period);

/** Minutes and hours are exact; longer windows begin with a day. */
function rolledBack(at: Dayjs, { amount, unit }: Duration): Dayjs {
  const isExact = unit === 'minute' || unit === 'hour';
  return (isExact ? at : at.startOf('day')).subtract(amount, unit);
}

/** From when to when a window reaches, as seen now from the reader's own time zone, and the one before to compare with. */
export function spanOf(window: MetricWindow, now: Date): { window: Span; before?: Span } {
  const at = dayjs(now);
  switch (window.kind) {
    case 'lifetime':
      return { window: { from: undefined, to: now } };
    case 'since':
      return { window: { from: dayjs(window.date).toDate(), to: now } };
    case 'rolling': {
      const from = rolledBack(at, window);
      const before = rolledBack(from, window);
      return { window: { from: from.toDate(), to: now }, before: { from: before.toDate(), to: from.toDate() } };
    }
    case 'calendar': {
      const current = startOf(at, window.period);
      const previous = back(current, window.period);
      if (window.which === 'this')
        return {
          window: { from: current.toDate(), to: now },
          before: { from: previous.toDate(), to: current.toDate() },
        };
      return {
        window: { from: previous.toDate(), to: current.toDate() },
        before: { from: back(previous, window.period).toDate(), to: previous.toDate() },
      };
    }
  }
}
