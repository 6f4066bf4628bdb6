import type { Condition } from '@tagloom/contracts';
import { isComplete } from './fact-values';

/** One line of a filter; incomplete while fact, operator or value are still missing. */
export interface FilterRow {
  id: string;
  fact?: string;
  operator?: string;
  value?: unknown;
}
export interface Filter {
  match: 'all' | 'any';
  rows: FilterRow[];
}

export const EMPTY_FILTER: Filter = { match: 'all', rows: [] };

let made = 0;
/** A row with an id of its own, for React and nothing else. */
export function newRow(row: Omit<FilterRow, 'id'> = {}): FilterRow {
  made += 1;
  return { id: `row${made}`, ...row };
}

export function isRowComplete({ fact, operator, value }: FilterRow): boolean {
  return fact !== undefined && operator !== undefined && isComplete(operator, value);
}

/** The filter as a condition; incomplete rows do not count yet. Nothing when no row is complete. */
export function filterToCondition({ match, rows }: Filter): Condition | undefined {
  const comparisons = rows.filter(isRowComplete).map(({ fact, operator, value }) => ({
    fact: fact as string,
    operator: operator as string,
    ...(value !== undefined && { value }),
  }));
  if (comparisons.length === 0) return undefined;
  return match === 'any' ? { any: comparisons } : { all: comparisons };
}

/** The way back; nothing when the condition is more than a flat list of comparisons. */
export function conditionToFilter(condition: Condition | undefined): Filter | undefined {
  if (!condition) return EMPTY_FILTER;
  if ('fact' in condition) return { match: 'all', rows: [newRow(condition)] };
  const match = 'any' in condition ? 'any' : 'all';
  const children = 'any' in condition ? condition.any : 'all' in condition ? condition.all : undefined;
  if (!children) return undefined;
  const rows: FilterRow[] = [];
  for (const child of children) {
    if (!('fact' in child)) return undefined;
    rows.push(newRow({ fact: child.fact, operator: child.operator, value: child.value }));
  }
  return { match, rows };
}
