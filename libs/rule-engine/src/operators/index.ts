import type { FactType } from '@tagloom/contracts';
import { anniversaryInDays } from './anniversary-in-days.js';
import { between } from './between.js';
import { after, before } from './compare-dates.js';
import { greaterThan, greaterThanInclusive, lessThan, lessThanInclusive } from './compare-numbers.js';
import { OperatorTable } from './decorators/decorate.js';
import { equal, notEqual } from './equal.js';
import { isKnown, isUnknown } from './known.js';
import { matches } from './matches.js';
import { isIn, notIn } from './one-of.js';
import { newerThan, olderThan } from './older-than.js';
import type { Operator, ValueEditor } from './operator.js';
import { inLastDays, inNextDays } from './relative-days.js';
import { contains, containsAll, containsAny, doesNotContain } from './sets.js';
import { containsAnyWord, textContains, textEndsWith, textStartsWith } from './texts.js';

const all: Operator[] = [
  ...[greaterThanInclusive, lessThanInclusive, greaterThan, lessThan, equal, notEqual, between],
  ...[isIn, notIn, textContains, textStartsWith, textEndsWith, containsAnyWord, matches],
  ...[contains, doesNotContain, containsAny, containsAll],
  ...[before, after, inLastDays, inNextDays, newerThan, olderThan, anniversaryInDays],
  ...[isKnown, isUnknown],
];

/** Every operator by name, in the order in which pickers show them; `get` finds decorated ones (`someFact:equal`) too. */
export const OPERATORS: ReadonlyMap<string, Operator> = new OperatorTable(
  all.map((operator) => [operator.name, operator]),
);

/** The operators that suit a type of fact, in picker order. */
export function operatorsFor(type: FactType): Operator[] {
  return all.filter((operator) => operator.types.includes(type));
}

/** The editor of an operator's value for a type of fact. */
export function editorFor(operator: Operator, type: FactType): ValueEditor {
  return typeof operator.editor === 'string' ? operator.editor : (operator.editor[type] ?? 'text');
}

/** Whether PostgreSQL can decide a comparison by the operator with the value. */
export function hasSql(operator: Operator, value: unknown): boolean {
  return operator.sql !== undefined && (operator.isCountable?.(value) ?? true);
}
