import type { FactType, LocalizedText } from '@tagloom/contracts';
import type { FactReader, Facts } from '../facts/read-fact.js';
import type { Decorator } from './decorators/decorators.js';

/** How the web edits the value of an operator. */
export type ValueEditor =
  'number' | 'text' | 'date' | 'days' | 'duration' | 'list' | 'range' | 'none' | 'boolean' | 'select';

/**
 * What the value must be: `same` as the fact's type, a `list` or inclusive `range` of it, one `element` or several
 * `elements` of a set, a number of `days`, a `duration` on the calendar, a `pattern`, `words`, or nothing.
 */
export type ValueKind =
  'none' | 'same' | 'list' | 'range' | 'element' | 'elements' | 'days' | 'duration' | 'pattern' | 'words';

/** What an operator gets to write its SQL. `actual` and `value()` are SQL of the fact's type. */
export interface SqlInput {
  actual: string;
  type: FactType;
  /** The literal value, as validated. */
  expected: unknown;
  /** Today's local day number. */
  today: number;
  /** SQL of the value: a bound parameter, or the column of the fact that it refers to. */
  value(): string;
  /** A bound parameter of the given PostgreSQL type. */
  bind(value: unknown, type: string): string;
}

/**
 * Reading a flat fact of the operator's type and comparing it, in one closure with nothing left to call: this is the
 * innermost function of a population run. `read` finds what is not flat; what it does not find compares as false.
 */
export type DirectComparison<T> = (fact: string, expected: T, read: FactReader) => (facts: Facts) => boolean;

/**
 * A comparison, declared once for every executor and screen. Adding an operator is adding one file and a line in
 * `operators/index.ts`.
 */
export interface Operator {
  name: string;
  types: readonly FactType[];
  /** json-rules-engine has an operator of this name. */
  native: boolean;
  value: ValueKind;
  editor: ValueEditor | Partial<Record<FactType, ValueEditor>>;
  /** The answer may change at local midnight without any event. */
  changesDaily: boolean;
  /** Compares a known fact with a known value. `today` is a day number, given to operators that change daily. */
  holds(actual: unknown, expected: unknown, today: number): boolean;
  /** `holds` for facts of the catalog, written out; undefined when it does not pay. Must mean the same. */
  direct?:
    ((...operands: Parameters<DirectComparison<unknown>>) => ((facts: Facts) => boolean) | undefined) | undefined;
  /** `isKnown` and `isUnknown` are asked about unknown facts too; every other operator is false on them. */
  onUnknown?: boolean;
  /** What a decorated operator is made of. */
  decoration?: { decorator: Decorator; inner: Operator };
  /** A boolean expression; NULL counts as false. Absent when PostgreSQL has no equal meaning. */
  sql?(input: SqlInput): string;
  /** Whether `sql` can say the same of this value, for operators where that depends on it. */
  isCountable?(expected: unknown): boolean;
  /**
   * The values of a number or text at which the answer may change; between two neighbouring numbers it stays the same, and
   * so it does for all texts that are none of them. Absent when there is no such list.
   */
  breaks?(expected: unknown): readonly (number | string)[];
  /** Days of `today` after which the answer may differ, for operators that change daily. */
  turningDays?(actual: unknown, expected: unknown, today: number): number[];
  /** Values of the fact near `actual` for which the answer could be another. */
  candidates?(expected: unknown, actual: unknown): unknown[];
  label: Required<LocalizedText>;
  /** `{fact}` and `{value}` (for ranges `{from}`, `{to}`) are replaced. */
  sentence: Required<LocalizedText>;
  /** What is said instead of label or sentence when the value is 0 days. */
  today?: { label: Required<LocalizedText>; sentence: Required<LocalizedText> };
}

/** PostgreSQL types of facts. */
export const SQL_TYPE: Record<FactType, string> = {
  number: 'float8',
  text: 'text',
  boolean: 'boolean',
  date: 'date',
  set: 'text[]',
};

const step = (value: number) => (Number.isInteger(value) ? 1 : 0.01);
const round = (value: number) => Math.round(value * 100) / 100;
/** Numbers just below, at and just above a boundary: enough to pass it in either direction. */
export const around = (boundary: unknown): unknown[] =>
  typeof boundary === 'number' ? [boundary, round(boundary + step(boundary)), round(boundary - step(boundary))] : [];
