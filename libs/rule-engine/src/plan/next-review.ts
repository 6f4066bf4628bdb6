import type { Comparison, Condition } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { factReader, type Facts } from '../facts/read-fact.js';
import { comparisonsIn, isReference } from '../flow/condition-tree.js';
import { OPERATORS } from '../operators/index.js';
import type { Operator } from '../operators/operator.js';

/** In how many days (1 or more) one comparison may answer differently without any event; Infinity for never. */
export type Review = (facts: Facts, today: number) => number;

/** The first day at which `holdsAfter(days)` is not what it is today, among the days at which that could be. */
function firstFlip(days: number[], holdsAfter: (days: number) => boolean): number {
  const now = holdsAfter(0);
  let first = Infinity;
  for (const day of days) if (day >= 1 && day < first && holdsAfter(day) !== now) first = day;
  return first;
}

/** A fact that grows by one each day (`days since …`) can only flip next to the numbers it is compared with. */
function reviewGrowing(operator: Operator, actual: number, expected: unknown): number {
  const boundaries = (Array.isArray(expected) ? expected : [expected]).filter(
    (item): item is number => typeof item === 'number',
  );
  const days = boundaries.flatMap((boundary) => [Math.ceil(boundary - actual), Math.floor(boundary - actual) + 1]);
  return firstFlip(days, (later) => operator.holds(actual + later, expected, 0));
}

function reviewOf(comparison: Comparison, index: CatalogIndex | undefined): Review | undefined {
  const operator = OPERATORS.get(comparison.operator);
  const fact = index?.fact(comparison.fact);
  const { value: expected } = comparison;
  if (!operator || operator.onUnknown) return undefined;
  const otherGrows = isReference(expected) && index?.fact(expected.fact)?.changesDaily;
  if (!operator.changesDaily && !fact?.changesDaily && !otherGrows) return undefined;
  const read = factReader(comparison.fact, fact?.type, comparison.path);
  return (facts, today) => {
    const actual = read(facts);
    if (actual === undefined) return Infinity;
    if (isReference(expected)) return 1;
    if (operator.turningDays) {
      const days = operator.turningDays(actual, expected, today).map((day) => day - today);
      return firstFlip(days, (later) => operator.holds(actual, expected, today + later));
    }
    return typeof actual === 'number' ? reviewGrowing(operator, actual, expected) : 1;
  };
}

/** The reviews of every comparison that time alone can flip. */
export function compileReviews(conditions: Condition[], index: CatalogIndex | undefined): Review[] {
  return comparisonsIn({ all: conditions }).flatMap((comparison) => reviewOf(comparison, index) ?? []);
}
