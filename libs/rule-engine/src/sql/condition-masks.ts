import type { Catalog, Comparison, Condition, FactDefinition } from '@tagloom/contracts';
import { indexOf } from '../catalog/catalog-index.js';
import { isReference } from '../flow/condition-tree.js';
import type { Operator } from '../operators/operator.js';
import { operatorOf } from '../plan/compile-comparison.js';
import { quoted } from './fact-sql.js';
import { nextUp } from './next-up.js';

/** Fewer comparisons of one fact are faster made one by one than looked up. */
const MANY = 8;

export interface ConditionMasks {
  /**
   * Bits of a customer, as SQL: that of a condition's number is 0 when a comparison which all of it needs does not hold. Null
   * when nothing can be looked up.
   */
  sql: string | null;
  params: unknown[];
  /** Of each condition: what is left to ask where its bit is 1, and whether it has one; without, its bit is 1 for everyone. */
  conditions: { rest: Condition; isMasked: boolean }[];
}

type Breaks = readonly (number | string)[];
interface Use {
  at: number;
  holds(actual: unknown): boolean;
  breaks: Breaks;
}
interface FactUses {
  column: string;
  type: 'number' | 'text';
  uses: Use[];
}

/**
 * Many conditions over few facts, decided by one look-up per fact. The values at which any comparison of a fact changes its
 * answer cut the fact's values into pieces; for each piece the operators themselves say which conditions still hold, as a
 * string of bits. A customer's bits are the AND over the facts: a hundred rules of four comparisons cost six look-ups.
 *
 * @param options.alias of the customers table; `c` by default
 * @param options.startIndex number of the first placeholder; 1 by default
 */
export function conditionMasks(
  conditions: readonly Condition[],
  catalog: Catalog,
  { alias = 'c', startIndex = 1 }: { alias?: string; startIndex?: number } = {},
): ConditionMasks {
  const index = indexOf(catalog);
  const parts = conditions.map(necessary);
  const uses = new Map<string, FactUses>();
  const useOf = new Map<Condition, Use>();
  for (const [at, children] of parts.entries())
    for (const child of children) {
      const found = 'fact' in child ? fitting(child, index.fact(child.fact)) : null;
      if (!found) continue;
      const use: Use = { at, ...found.answer };
      const fact = uses.get(found.column) ?? { column: found.column, type: found.type, uses: [] };
      fact.uses.push(use);
      uses.set(found.column, fact);
      useOf.set(child, use);
    }
  const facts = [...uses.values()].filter(({ uses: all }) => all.length >= MANY);
  const chosen = new Set(facts.flatMap((fact) => fact.uses));
  const params: unknown[] = [];
  const bind = (value: unknown, type: string) => `$${startIndex + params.push(value) - 1}::${type}`;
  const looked = facts.map((fact) => lookup(fact, conditions.length, alias, bind));
  return {
    sql: looked.length > 0 ? looked.join(' & ') : null,
    params,
    conditions: parts.map((children) => {
      const left = children.filter((child) => !chosen.has(useOf.get(child) as Use));
      return { rest: { all: left }, isMasked: left.length < children.length };
    }),
  };
}

/** What must hold for the condition to hold: the condition itself, or the parts of its «all». */
function necessary(condition: Condition): Condition[] {
  return 'all' in condition ? condition.all.flatMap(necessary) : [condition];
}

/** How a comparison can be looked up: by the column of its fact, when the operator says where its answer changes. */
function fitting(comparison: Comparison, fact: FactDefinition | undefined) {
  const { column, type } = fact ?? {};
  if (column?.kind !== 'column' || (type !== 'number' && type !== 'text') || isReference(comparison.value)) return null;
  const operator = operatorOf(comparison);
  if (!operator.types.includes(type)) return null;
  const breaks = operator.breaks?.(comparison.value);
  if (!breaks?.every((value) => (type === 'number' ? Number.isFinite(value) : typeof value === 'string'))) return null;
  return { column: column.name, type, answer: { breaks, holds: answerOf(operator, comparison.value) } };
}

function answerOf(operator: Operator, expected: unknown): (actual: unknown) => boolean {
  return (actual) => (actual !== undefined || operator.onUnknown === true) && operator.holds(actual, expected, 0);
}

/** The bits of a fact's value: first those of an unknown one, then those of each piece. */
function lookup(
  { column, type, uses }: FactUses,
  count: number,
  alias: string,
  bind: (value: unknown, type: string) => string,
): string {
  const sql = `${alias}.${quoted(column)}`;
  const breaks = [...new Set(uses.flatMap((use) => use.breaks))];
  const bits = (actual: unknown) => bitsOf(uses, count, actual);
  if (type === 'text') {
    const values = breaks as string[];
    const masks = [undefined, valueBeside(values), ...values].map(bits);
    const piece = `CASE WHEN ${sql} IS NULL THEN 1 ELSE coalesce(array_position(${bind(values, 'text[]')}, ${sql}) + 2, 2) END`;
    return `(${bind(masks, `bit(${count})[]`)})[${piece}]`;
  }
  // At a break the answer may differ from that on either side of it: it is a piece of its own, up to the next number.
  const ends = [...new Set((breaks as number[]).flatMap((value) => [value + 0, nextUp(value)]))].sort((a, b) => a - b);
  const masks = [undefined, -Infinity, ...ends].map(bits);
  return `(${bind(masks, `bit(${count})[]`)})[coalesce(width_bucket(${sql}, ${bind(ends, 'float8[]')}) + 2, 1)]`;
}

function bitsOf(uses: readonly Use[], count: number, actual: unknown): string {
  const bits = new Array<0 | 1>(count).fill(1);
  for (const { at, holds } of uses) if (!holds(actual)) bits[at] = 0;
  return bits.join('');
}

/** A text that is none of these; all such texts get the same answers. */
const valueBeside = (values: readonly string[]) => `${values.toSorted((a, b) => b.length - a.length)[0] ?? ''}…`;
