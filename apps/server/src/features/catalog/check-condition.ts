import {
  FactReference,
  localize,
  type Catalog,
  type Comparison,
  type Condition,
  type ErrorIssue,
  type Locale,
} from '@tagloom/contracts';
import { hasSql, OPERATORS, validateCondition } from '@tagloom/rule-engine';
import { DomainError } from '../../platform/errors/domain-error.js';

/** More than people or scripts write, and few enough for one statement. */
const MAX_COMPARISONS = 500;

/**
 * Refuses a condition that a search cannot answer: what a rule could not say either, facts of an event, and operators
 * that PostgreSQL has no equal of. Every issue points at its place in the request (`condition.all.0`), where the condition is at `path`.
 */
export function checkCondition(condition: Condition, catalog: Catalog, locale: Locale, path = 'condition'): void {
  const leaves: Comparison[] = [];
  const located = locate(condition, path, leaves);
  if (leaves.length > MAX_COMPARISONS) {
    throw new DomainError('validation_failed', `${path}: has more than ${MAX_COMPARISONS} comparisons`, {
      path,
    });
  }
  const malformed = leaves.find(({ value }) => !isWellFormedValue(value));
  if (malformed) {
    throw new DomainError('validation_failed', `${malformed.id}.value: expected a value, or a fact to compare with`, {
      path: `${malformed.id}.value`,
    });
  }
  const issues: ErrorIssue[] = validateCondition(located, catalog)
    .filter(({ severity, code }) => severity === 'error' || code === 'foreign_fact')
    .map(({ code, nodeIds, message }) => ({
      path: nodeIds[0] ?? path,
      code,
      message: localize(message, locale),
    }));
  const refused = new Set(issues.map(({ path }) => path));
  issues.push(...leaves.filter(({ id }) => !refused.has(id as string)).flatMap(unanswerable));
  if (issues.length === 0) return;
  throw new DomainError('validation_failed', issues[0].message, {
    path: issues[0].path,
    hint: 'Use facts of the catalog (GET /api/v1/catalog) with operators that suit their type',
    issues,
  });
}

/** An object as a value means another fact, and must be a whole reference to one. */
export function isWellFormedValue(value: unknown): boolean {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return !isObject || FactReference.safeParse(value).success;
}

/** A copy with each part's place as its id; comparisons are collected. */
function locate(condition: Condition, path: string, leaves: Comparison[]): Condition {
  const step = (part: Condition, ...keys: (string | number)[]) => locate(part, [path, ...keys].join('.'), leaves);
  if ('all' in condition) return { id: path, all: condition.all.map((part, index) => step(part, 'all', index)) };
  if ('any' in condition) return { id: path, any: condition.any.map((part, index) => step(part, 'any', index)) };
  if ('not' in condition) return { id: path, not: step(condition.not, 'not') };
  if ('atLeast' in condition) {
    const of = condition.atLeast.of.map((part, index) => step(part, 'atLeast', 'of', index));
    return { id: path, atLeast: { ...condition.atLeast, of } };
  }
  if ('score' in condition) {
    const of = condition.score.of.map((input, index) => ({
      ...input,
      condition: step(input.condition, 'score', 'of', index, 'condition'),
    }));
    return { id: path, score: { ...condition.score, of } };
  }
  const leaf = { ...condition, id: path };
  leaves.push(leaf);
  return leaf;
}

function unanswerable({ id: path = 'condition', fact, operator, value }: Comparison): ErrorIssue[] {
  const other = typeof value === 'object' && value !== null && 'fact' in value ? String(value.fact) : '';
  if (fact.startsWith('event.') || other.startsWith('event.')) {
    return [{ path, code: 'not_countable', message: 'Facts of an event are known only while the event is evaluated' }];
  }
  const known = OPERATORS.get(operator);
  if (known && hasSql(known, value)) return [];
  const what = known?.sql ? `${operator} with this value` : operator;
  return [{ path, code: 'not_countable', message: `A search cannot use the operator ${what}` }];
}
