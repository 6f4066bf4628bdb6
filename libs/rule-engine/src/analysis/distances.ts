import { isReference } from '../flow/condition-tree.js';
import { dateOfDay, type CalendarDuration } from '../time/calendar.js';
import { SAMPLE_DAY, type Atom } from './atoms.js';

const AGES = new Set(['olderThan', 'newerThan']);
const DAYS = new Set(['inLastDays', 'inNextDays']);

const isDuration = (value: unknown): value is CalendarDuration =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'unit') && !isReference(value);

/** The length of time that an atom asks for, as a name; undefined when it counts days. */
export const durationOf = ({ operator, expected }: Atom): string | undefined =>
  AGES.has(operator.name) && isDuration(expected) ? `${expected.amount} ${expected.unit}` : undefined;

/** It only depends on how far the date is from today. */
export const isByDistance = (atom: Atom): boolean =>
  durationOf(atom) !== undefined || (DAYS.has(atom.operator.name) && typeof atom.expected === 'number');

/** How many days a length of time can last at least and at most, whatever day it starts on. */
function daysOf({ amount, unit }: CalendarDuration): [number, number] {
  if (unit === 'day') return [amount, amount];
  if (unit === 'week') return [amount * 7, amount * 7];
  if (unit === 'year') return [amount * 365, amount * 366];
  const [years, months] = [Math.floor(amount / 12), amount % 12];
  return [years * 365 + months * 28, years * 366 + months * 31];
}

/** The distances from today, negative in the past, next to which the answer may change. */
export function turnsOf(atom: Atom): number[] {
  if (!durationOf(atom)) return [-(atom.expected as number), 0, atom.expected as number];
  const [least, most] = daysOf(atom.expected as CalendarDuration);
  return [-most, -least, 0];
}

/** The answer at a distance from today. `long` names the durations that are taken at their longest. */
export function answerAtDistance(atom: Atom, distance: number, long: ReadonlySet<string>): boolean {
  const { operator, expected } = atom;
  const name = durationOf(atom);
  if (name === undefined) return operator.holds(dateOfDay(SAMPLE_DAY + distance), expected, SAMPLE_DAY);
  const [least, most] = daysOf(expected as CalendarDuration);
  const isOlder = distance < -(long.has(name) ? most : least);
  return operator.name === 'olderThan' ? isOlder : !isOlder && distance <= 0;
}
