import { startOfLocalDay, type Comparison, type FactDefinition } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { factReader, type Facts } from '../facts/read-fact.js';
import { isReference } from '../flow/condition-tree.js';
import { OPERATORS } from '../operators/index.js';
import type { Operator } from '../operators/operator.js';
import { localDay, type Moment } from '../time/local-day.js';
import type { Decision } from './compile-flow.js';
import { heldComparisons } from './held-comparisons.js';

/** One comparison that time alone can flip. */
export interface Review {
  /** Whose midnight it turns at: an IANA name, or `customer`; undefined for that of the evaluation. */
  zone?: string | undefined;
  /** It only matters while this held fact is true. */
  held?: string | undefined;
  /** In how many days (1 or more) it may answer differently without any event; Infinity for never. */
  days(facts: Facts, today: number): number;
}

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

/** The fact whose days an RFM fact grows with. */
function recencyOf(fact: FactDefinition | undefined, index: CatalogIndex | undefined): FactDefinition | undefined {
  return fact?.column?.kind === 'rfm' ? index?.factOfColumn(fact.column.recency.column) : undefined;
}

/** An RFM fact turns only once by time alone: when the days since the last purchase pass the cut. */
function rfmReview(fact: FactDefinition, recency: FactDefinition | undefined): Review['days'] {
  if (fact.column?.kind !== 'rfm' || !recency) return () => 1;
  const { cut } = fact.column.recency;
  const read = factReader(recency.name, 'number');
  return (facts) => {
    const days = read(facts) as number | undefined;
    return days === undefined || cut === null || days > cut ? Infinity : Math.floor(cut - days) + 1;
  };
}

function zoneOf(fact: FactDefinition | undefined): string | undefined {
  return fact?.column?.kind === 'daysSince' ? fact.column.timeZone : undefined;
}

function reviewOf(comparison: Comparison, held: string | undefined, index: CatalogIndex | undefined): Review[] {
  const operator = OPERATORS.get(comparison.operator);
  const fact = index?.fact(comparison.fact);
  const { value: expected } = comparison;
  if (!operator || operator.onUnknown) return [];
  const other = isReference(expected) ? index?.fact(expected.fact) : undefined;
  const read = factReader(comparison.fact, fact?.type, comparison.path);
  const isKnown = (facts: Facts) => read(facts) !== undefined;
  if (other && (other.changesDaily || fact?.changesDaily || operator.changesDaily)) {
    const days = (facts: Facts) => (isKnown(facts) ? 1 : Infinity);
    return [...new Set([zoneOf(fact), zoneOf(other)])].map((zone) => ({ zone, held, days }));
  }
  if (fact?.changesDaily && fact.column?.kind === 'rfm') {
    const recency = recencyOf(fact, index);
    return [{ zone: zoneOf(recency), held, days: rfmReview(fact, recency) }];
  }
  if (!operator.changesDaily && !fact?.changesDaily) return [];
  const days = (facts: Facts, today: number): number => {
    const actual = read(facts);
    if (actual === undefined) return Infinity;
    if (isReference(expected)) return 1;
    if (operator.turningDays) {
      const turning = operator.turningDays(actual, expected, today).map((day) => day - today);
      return firstFlip(turning, (later) => operator.holds(actual, expected, today + later));
    }
    return typeof actual === 'number' ? reviewGrowing(operator, actual, expected) : 1;
  };
  return [{ zone: zoneOf(fact), held, days }];
}

/** The reviews of every comparison that time alone can flip. */
export function compileReviews(decisions: readonly Decision[], index: CatalogIndex | undefined): Review[] {
  return heldComparisons(decisions.map(({ condition }) => condition)).flatMap(({ comparison, held }) =>
    reviewOf(comparison, held, index),
  );
}

/** The first instant at which one of the comparisons may answer otherwise; null for never. */
export function nextReview(reviews: readonly Review[], facts: Facts, moment: Moment): Date | null {
  let next = Infinity;
  let [days, today] = [Infinity, NaN];
  for (const review of reviews) {
    if (review.held !== undefined && facts[review.held] !== true) continue;
    if (review.zone === undefined) {
      if (Number.isNaN(today)) today = localDay(moment);
      days = Math.min(days, review.days(facts, today));
    } else next = Math.min(next, zonedReview(review, facts, moment));
  }
  if (days !== Infinity) next = Math.min(next, startOfLocalDay(today + days, moment.timeZone));
  return next === Infinity ? null : new Date(next);
}

function zonedReview(review: Review, facts: Facts, { now, timeZone, customerTimeZone }: Moment): number {
  const zone = review.zone === 'customer' ? (customerTimeZone ?? timeZone) : review.zone!;
  const today = localDay({ now, timeZone: zone });
  const days = review.days(facts, today);
  return days === Infinity ? Infinity : startOfLocalDay(today + days, zone);
}
