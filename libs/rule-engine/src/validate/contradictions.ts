import type { Comparison, Condition } from '@tagloom/contracts';
import { childrenOf } from '../flow/condition-tree.js';
import { factName } from './node-names.js';
import type { Problems } from './problems.js';

/** The numbers that pass every comparison with one fact. */
interface Interval {
  low: number;
  high: number;
  lowOpen: boolean;
  highOpen: boolean;
}

function intervalOf({ operator, value }: Comparison): Interval | undefined {
  const all: Interval = { low: -Infinity, high: Infinity, lowOpen: false, highOpen: false };
  if (operator === 'between' && Array.isArray(value))
    return { ...all, low: value[0] as number, high: value[1] as number };
  if (typeof value !== 'number') return undefined;
  switch (operator) {
    case 'equal':
      return { ...all, low: value, high: value };
    case 'greaterThan':
      return { ...all, low: value, lowOpen: true };
    case 'greaterThanInclusive':
      return { ...all, low: value };
    case 'lessThan':
      return { ...all, high: value, highOpen: true };
    case 'lessThanInclusive':
      return { ...all, high: value };
    default:
      return undefined;
  }
}

function isEmpty(intervals: Interval[]): boolean {
  const low = Math.max(...intervals.map((interval) => interval.low));
  const high = Math.min(...intervals.map((interval) => interval.high));
  const isOpen = intervals.some(
    (interval) => (interval.lowOpen && interval.low === low) || (interval.highOpen && interval.high === high),
  );
  return low > high || (low === high && isOpen);
}

/** Texts, days and answers that pass `equal` and `in`: they must have one in common. */
function choicesOf({ operator, value }: Comparison): unknown[] | undefined {
  if (operator === 'equal' && ['string', 'boolean'].includes(typeof value)) return [value];
  return operator === 'in' && Array.isArray(value) ? value : undefined;
}

function contradict(comparisons: Comparison[]): boolean {
  const intervals = comparisons.flatMap((comparison) => intervalOf(comparison) ?? []);
  if (intervals.length > 1 && isEmpty(intervals)) return true;
  const choices = comparisons.flatMap((comparison) => [choicesOf(comparison) ?? []]).filter((list) => list.length > 0);
  if (choices.length > 1 && !choices[0]!.some((choice) => choices.every((list) => list.includes(choice)))) return true;
  const operators = new Set(comparisons.map(({ operator }) => operator));
  return operators.has('isUnknown') && operators.size > 1;
}

/** Comparisons that must hold together: those of an `all` and of the `all`s directly inside it. */
function together(condition: Condition): Comparison[] {
  if ('fact' in condition) return condition.path === undefined ? [condition] : [];
  return 'all' in condition ? condition.all.flatMap(together) : [];
}

/** Warns of comparisons with one fact that can never hold at once. */
export function findContradictions(condition: Condition, problems: Problems, seen: Set<Condition>): void {
  if (seen.has(condition)) return;
  seen.add(condition);
  for (const child of childrenOf(condition)) findContradictions(child, problems, seen);
  if (!('all' in condition)) return;
  const byFact = new Map<string, Comparison[]>();
  for (const comparison of together(condition))
    byFact.set(comparison.fact, [...(byFact.get(comparison.fact) ?? []), comparison]);
  for (const [fact, comparisons] of byFact) {
    if (comparisons.length < 2 || !contradict(comparisons)) continue;
    const { zh, en } = factName(fact, problems.index);
    const ids = [...new Set(comparisons.flatMap(({ id }) => id ?? []))];
    problems.add(
      'contradiction',
      ids,
      `对「${zh}」的几个条件不可能同时成立，没有客户能走到这里。`,
      `The conditions on “${en}” can never hold at the same time, so no customer gets here.`,
      'warning',
    );
  }
}
