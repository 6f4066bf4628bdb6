import type { MetricWindow } from '@tagloom/contracts';
import { addMonths, HOUR_MS, MINUTE_MS, periodStart, type Period } from '../calendar.js';
import { isoToDay } from '../iso-day.js';

/**
 * A window, ready to be asked. What counts is kept under keys, and a window is a range of keys:
 * - `one`: a single key, 0; only days before `since` are left out, when events arrive.
 * - `days`: the key is the local day; the window begins so many days or months before today and has no end, so that an
 *   event whose clock is slightly ahead counts at once.
 * - `periods`: the key is the first day of the event's calendar period.
 * - `instants`: the key is the instant in ms.
 */
export type WindowPlan =
  | { readonly kind: 'one'; readonly since: number }
  | { readonly kind: 'days'; readonly days: number; readonly months: number }
  | { readonly kind: 'periods'; readonly period: Period; readonly back: 0 | 1 }
  | { readonly kind: 'instants'; readonly length: number };

/** Keys from `from` up to, not including, `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export function planWindow(window: MetricWindow): WindowPlan {
  if (window.kind === 'lifetime') return { kind: 'one', since: -Infinity };
  if (window.kind === 'since') return { kind: 'one', since: isoToDay(window.date) };
  if (window.kind === 'calendar')
    return { kind: 'periods', period: window.period, back: window.which === 'this' ? 0 : 1 };
  const { amount, unit } = window;
  if (unit === 'minute') return { kind: 'instants', length: amount * MINUTE_MS };
  if (unit === 'hour') return { kind: 'instants', length: amount * HOUR_MS };
  if (unit === 'day' || unit === 'week') return { kind: 'days', days: unit === 'day' ? amount : 7 * amount, months: 0 };
  return { kind: 'days', days: 0, months: unit === 'month' ? amount : 12 * amount };
}

/** The first day of a rolling window on `today`. Never earlier on a later day. */
const firstDay = (plan: WindowPlan & { kind: 'days' }, today: number) =>
  plan.months === 0 ? today - plan.days : addMonths(today, -plan.months);

/** The first `today` on which `day` is no longer in the rolling window: the day after, a few later where months are clamped. */
function leavesOn(plan: WindowPlan & { kind: 'days' }, day: number): number {
  if (plan.months === 0) return day + plan.days + 1;
  let today = addMonths(day, plan.months);
  while (firstDay(plan, today) <= day) today++;
  return today;
}

/** What counts at `position`: today for windows of days and periods, now in ms for instants. */
export function currentRange(plan: WindowPlan, position: number): Range {
  switch (plan.kind) {
    case 'one':
      return { from: -Infinity, to: Infinity };
    case 'days':
      return { from: firstDay(plan, position), to: Infinity };
    case 'periods':
      return {
        from: periodStart(position, plan.period, -plan.back),
        to: periodStart(position, plan.period, 1 - plan.back),
      };
    case 'instants':
      return { from: position - plan.length + 1, to: position + 1 };
  }
}

/**
 * What the current range is compared with: of the same length and directly before it. For rolling days that is the window
 * of the day before the current one begins, its last day whole.
 */
export function previousRange(plan: WindowPlan, position: number): Range {
  const { from } = currentRange(plan, position);
  switch (plan.kind) {
    case 'one':
      return { from: -Infinity, to: -Infinity };
    case 'days':
      return { from: firstDay(plan, from - 1), to: from };
    case 'periods':
      return { from: periodStart(from, plan.period, -1), to: from };
    case 'instants':
      return { from: from - plan.length, to: from };
  }
}

/** Keys before this count neither now nor later. */
export function keptFrom(plan: WindowPlan, position: number, isCompared: boolean): number {
  if (plan.kind === 'days' && !isCompared) return firstDay(plan, position);
  return (isCompared ? previousRange : currentRange)(plan, position).from;
}

/** The earliest key that is at least `from`, undefined when there is none. */
export type EarliestFrom = (from: number) => number | undefined;

/** The next position at which a key enters, leaves or changes ranges; Infinity when none waits. */
export function nextChange(
  plan: WindowPlan,
  position: number,
  isCompared: boolean,
  earliestFrom: EarliestFrom,
): number {
  if (plan.kind === 'one') return Infinity;
  const kept = keptFrom(plan, position, isCompared);
  if (plan.kind === 'periods')
    return earliestFrom(kept) === undefined ? Infinity : periodStart(position, plan.period, 1);
  const leaves = (key: number) => (plan.kind === 'days' ? leavesOn(plan, key) : key + plan.length);
  const { from, to } = currentRange(plan, position);
  const [inside, ahead] = [earliestFrom(from), plan.kind === 'instants' ? earliestFrom(to) : undefined];
  let next = Infinity;
  if (ahead !== undefined) next = ahead;
  if (inside !== undefined && inside < to) next = Math.min(next, leaves(inside));
  if (!isCompared) return next;
  const before = earliestFrom(kept);
  // Leaving the current range is entering the previous one, and the way through that one is as long.
  return before !== undefined && before < from ? Math.min(next, leaves(leaves(before))) : next;
}
