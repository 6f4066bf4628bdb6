import type { Comparison, Condition } from '@tagloom/contracts';
import type { TopLevelCondition } from 'json-rules-engine';
import { OPERATORS } from '../operators/index.js';
import { isReference } from '../flow/condition-tree.js';
import { COUNT, NOW, SCORE } from './runtime-facts.js';

/** A comparison as json-rules-engine writes it; `name` is the canvas node. */
export interface JsonLeaf {
  name?: string;
  fact: string;
  operator: string;
  value: unknown;
  path?: string;
  params?: Record<string, unknown>;
}
export type JsonCondition =
  | { name?: string; all: JsonCondition[] }
  | { name?: string; any: JsonCondition[] }
  | { name?: string; not: JsonCondition }
  | JsonLeaf;

const named = (id: string | undefined) => (id === undefined ? {} : { name: id });

function leaf({ id, fact, operator, value, path, params }: Comparison): JsonLeaf {
  const isRelative = OPERATORS.get(operator)?.changesDaily && !isReference(value);
  return {
    ...named(id),
    fact,
    operator,
    value: isRelative ? { fact: NOW, params: { days: value } } : (value ?? null),
    ...(path !== undefined && { path }),
    ...(params !== undefined && { params }),
  };
}

/**
 * A condition in the language of json-rules-engine. An empty `any` is false here and true there, so it is written as
 * «not all of nothing».
 */
export function conditionToJson(condition: Condition): JsonCondition {
  const name = named(condition.id);
  if ('all' in condition) return { ...name, all: condition.all.map(conditionToJson) };
  if ('any' in condition)
    return condition.any.length > 0
      ? { ...name, any: condition.any.map(conditionToJson) }
      : { ...name, not: { all: [] } };
  if ('not' in condition) return { ...name, not: conditionToJson(condition.not) };
  if ('atLeast' in condition) {
    const { k, of } = condition.atLeast;
    return {
      ...name,
      fact: COUNT,
      params: { conditions: of.map(conditionToJson) },
      operator: 'greaterThanInclusive',
      value: k,
    };
  }
  if ('score' in condition) {
    const { threshold, of } = condition.score;
    const inputs = of.map(({ weight, condition: input }) => ({ weight, condition: conditionToJson(input) }));
    return { ...name, fact: SCORE, params: { inputs }, operator: 'greaterThanInclusive', value: threshold };
  }
  return leaf(condition);
}

/** The root of a rule must be `all`, `any` or `not`. */
export function asRoot(condition: JsonCondition): TopLevelCondition {
  return ('fact' in condition ? { all: [condition] } : condition) as TopLevelCondition;
}
