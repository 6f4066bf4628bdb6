import type { Comparison, FactType } from '@tagloom/contracts';
import { OPERATORS } from '../../operators/index.js';
import { anniversary, dateOfDay, dayNumber, isDate, shiftDay, yearOfDay } from '../../time/calendar.js';
import type { CalendarDuration } from '../../time/calendar.js';

/** A comparison that reads the fact, with the value that it is compared with now. */
export interface Asked {
  comparison: Comparison;
  expected: unknown;
}

/** Any text that nobody asks for. */
const OTHER_TEXT = '…';
const MAX_SUBSETS_OF = 5;

const itemsOf = (expected: unknown): unknown[] => (Array.isArray(expected) ? (expected as unknown[]) : [expected]);
const round = (value: number) => Math.round(value * 1e6) / 1e6;

/** Each boundary, and what is next to it on both sides; where no whole step fits between two, their middle. */
function numbersNear(boundaries: number[]): number[] {
  const sorted = [...new Set(boundaries)].sort((a, b) => a - b);
  const stepOf = (value: number) => (Number.isInteger(value) ? 1 : 0.01);
  return sorted.flatMap((boundary, at) => {
    const step = stepOf(boundary);
    const next = sorted[at + 1];
    const below = at === 0 ? [round(boundary - step)] : [];
    if (next === undefined) return [...below, boundary, round(boundary + step)];
    const between = [round(boundary + step), round(next - stepOf(next))].filter((n) => n > boundary && n < next);
    return [...below, boundary, ...(between.length > 0 ? between : [(boundary + next) / 2])];
  });
}

function textsNear(texts: string[], options: string[]): string[] {
  const joined = texts.length <= MAX_SUBSETS_OF ? texts.flatMap((a) => texts.map((b) => a + b)) : [];
  return [...texts, ...options, OTHER_TEXT, ...joined];
}

/** What is mentioned in or out, in every combination; what is not mentioned stays. */
function setsNear(mentioned: string[], actual: unknown): string[][] {
  const own = Array.isArray(actual) ? (actual as string[]) : [];
  const kept = own.filter((item) => !mentioned.includes(item));
  if (mentioned.length > MAX_SUBSETS_OF) {
    const added = mentioned.map((item) => [...new Set([...own, item])]);
    const taken = mentioned.map((item) => own.filter((other) => other !== item));
    return [kept, [...kept, ...mentioned], ...added, ...taken];
  }
  let sets: string[][] = [kept];
  for (const item of mentioned) sets = sets.flatMap((set) => [set, [...set, item]]);
  return sets;
}

const isDuration = (value: unknown): value is CalendarDuration =>
  typeof value === 'object' && value !== null && 'unit' in value && 'amount' in value;

/** The days at which a comparison with a date turns, and those next to them. */
function datesNear(asked: readonly Asked[], today: number): string[] {
  const anchors = new Set([today]);
  const yearly = new Set<number>();
  for (const { comparison, expected } of asked)
    for (const item of itemsOf(expected)) {
      if (isDate(item)) anchors.add(dayNumber(item)!);
      else if (isDuration(item)) anchors.add(shiftDay(today, item, -1)).add(shiftDay(today, item, 1));
      else if (typeof item === 'number') {
        anchors.add(today - item).add(today + item);
        if (comparison.operator === 'anniversaryInDays') for (const day of [0, item, item + 1]) yearly.add(today + day);
      }
    }
  const days = [...anchors].flatMap((day) => [day - 1, day, day + 1]);
  const years = yearly.size > 0 ? [...new Set(days.map(yearOfDay))].flatMap((year) => [year - 1, year, year + 1]) : [];
  const returns = [...yearly].flatMap((day) => years.map((year) => anniversary(dateOfDay(day), year)));
  return [...new Set([...days, ...returns])].map(dateOfDay);
}

/**
 * Values that stand for all values of a fact: for whatever another value would make the comparisons answer, one of these makes
 * them answer the same (texts under patterns excepted). Null stands for unknown. Without a type the literals decide.
 */
export function valuesNear(
  type: FactType | undefined,
  asked: readonly Asked[],
  actual: unknown,
  options: readonly string[],
  today: number,
): unknown[] {
  const literals = asked.flatMap(({ expected }) => itemsOf(expected));
  const numbers = literals.filter((item): item is number => typeof item === 'number' && Number.isFinite(item));
  const texts = [...new Set(literals.filter((item): item is string => typeof item === 'string'))];
  const near: unknown[] = [null];
  if (type === 'number' || (!type && numbers.length > 0)) near.push(...numbersNear(numbers));
  if (type === 'text' || (!type && texts.length > 0)) near.push(...textsNear(texts, [...options]));
  if (type === 'boolean' || (!type && literals.some((item) => typeof item === 'boolean'))) near.push(true, false);
  if (type === 'date') near.push(...datesNear(asked, today));
  if (type === 'set') near.push(...setsNear(texts, actual));
  if (near.length === 1) near.push(...(type === 'number' ? [0] : [OTHER_TEXT]));
  for (const { comparison, expected } of asked)
    near.push(...(OPERATORS.get(comparison.operator)?.candidates?.(expected, actual) ?? []));
  return near;
}
