import { isReference } from '../flow/condition-tree.js';
import { dateOfDay, dayNumber, isDate, shiftDay, type CalendarDuration } from '../time/calendar.js';
import { answerFor, SAMPLE_DAY, type Atom } from './atoms.js';
import { MAX_ANSWERS, type Cell } from './cell.js';
import { answerAtDistance, durationOf, isByDistance, turnsOf } from './distances.js';

/** No date is further from its anniversary. */
const YEAR = 366;

const namedDays = ({ expected }: Atom): number[] =>
  (Array.isArray(expected) ? (expected as unknown[]) : [expected]).flatMap((date) =>
    typeof date === 'string' ? (dayNumber(date) ?? []) : [],
  );
const aside = (day: number) => [day - 1, day, day + 1];
const isCalendarDay = (day: number) => isDate(dateOfDay(day));

type Axis = 'day' | 'distance' | 'year' | 'open' | 'settled';

/** What an atom asks for: days on the calendar, days from today, the day of the year, or nothing but that the date is known. */
function axisOf(atom: Atom): Axis {
  const { operator, expected } = atom;
  if (operator.onUnknown || expected === undefined || expected === null) return 'settled';
  if (isReference(expected) || operator.decoration) return 'open';
  if (isByDistance(atom)) return 'distance';
  if (operator.name === 'anniversaryInDays' && typeof expected === 'number') return 'year';
  return operator.changesDaily ? 'open' : 'day';
}

/** The different answers along one axis; each is silent about the atoms of the others. */
function along(
  axes: readonly Axis[],
  axis: Axis,
  places: readonly ((at: number) => boolean | undefined)[],
): readonly Cell[] {
  if (!axes.includes(axis)) return [axes.map(() => undefined)];
  const cells = places.map((answer) => axes.map((own, at) => (own === axis ? answer(at) : undefined)));
  return [...new Map(cells.map((cell) => [cell.map(String).join(), cell])).values()];
}

/** Every choice of a long or short month for the durations that are named. */
function lengths(atoms: readonly Atom[]): ReadonlySet<string>[] {
  const durations = [...new Set(atoms.flatMap((atom) => durationOf(atom) ?? []))];
  return durations.reduce<Set<string>[]>(
    (all, name) => [...all, ...all.map((set) => new Set([...set, name]))],
    [new Set()],
  );
}

/**
 * Days on the calendar, days from today and days until the anniversary are taken to be independent of each other: that is
 * more than can be, never less.
 */
export function dateCells(atoms: readonly Atom[]): Cell[] | undefined {
  const axes = atoms.map(axisOf);
  const on = (axis: Axis) => atoms.filter((_, at) => axes[at] === axis);
  const days = [0, ...on('day').flatMap((atom) => namedDays(atom).flatMap(aside))].filter(isCalendarDay);
  const distances = on('distance').flatMap((atom) => turnsOf(atom).flatMap(aside));
  const waits = [0, ...on('year').map(({ expected }) => (expected as number) + 1), YEAR];
  const long = lengths(on('distance'));
  if (days.length + distances.length * long.length + waits.length > 4 * MAX_ANSWERS) return undefined;

  const byDay = along(
    axes,
    'day',
    days.map((day) => (at) => answerFor(atoms[at]!, dateOfDay(day))),
  );
  const byDistance = along(
    axes,
    'distance',
    distances.flatMap((distance) => long.map((set) => (at: number) => answerAtDistance(atoms[at]!, distance, set))),
  );
  const byYear = along(
    axes,
    'year',
    waits.map((wait) => (at) => wait <= (atoms[at]!.expected as number)),
  );
  if (byDay.length * byDistance.length * byYear.length > MAX_ANSWERS) return undefined;
  return byDay.flatMap((day) =>
    byDistance.flatMap((distance) =>
      byYear.map((wait) =>
        atoms.map((atom, at) => {
          if (axes[at] === 'settled') return answerFor(atom, '2000-01-01');
          return day[at] ?? distance[at] ?? wait[at];
        }),
      ),
    ),
  );
}

/** Dates on either side of everything that the atoms name, seen from the sample day. */
export function dateSamples(atoms: readonly Atom[]): string[] {
  const birthday = SAMPLE_DAY - 30 * 365 - 7;
  const days = atoms.flatMap((atom) => {
    switch (axisOf(atom)) {
      case 'day':
        return namedDays(atom).flatMap(aside);
      case 'year':
        return [0, 1].map((more) => birthday + (atom.expected as number) + more);
      case 'distance':
        return durationOf(atom)
          ? aside(shiftDay(SAMPLE_DAY, atom.expected as CalendarDuration, -1))
          : turnsOf(atom).flatMap((turn) => aside(SAMPLE_DAY + turn));
      default:
        return [];
    }
  });
  return [...new Set([...days, SAMPLE_DAY, birthday])].slice(0, MAX_ANSWERS).filter(isCalendarDay).map(dateOfDay);
}
