import type { Comparison, FactType } from '@tagloom/contracts';
import type { CatalogIndex } from '../catalog/catalog-index.js';
import { refuse } from '../errors/flow-error.js';
import { factReader, type FactReader, type Facts } from '../facts/read-fact.js';
import { isReference } from '../flow/condition-tree.js';
import { OPERATORS } from '../operators/index.js';
import type { Operator } from '../operators/operator.js';
import { localDay, type Moment } from '../time/local-day.js';

/** A compiled condition: a pure function of the facts and the moment. */
export type Test = (facts: Facts, moment: Moment) => boolean;

/** The operator of a comparison; an unknown one is refused. */
export function operatorOf({ operator, id }: Comparison): Operator {
  return (
    OPERATORS.get(operator) ??
    refuse(
      'unknown_operator',
      id === undefined ? [] : [id],
      `没有「${operator}」这个比较方式。`,
      `There is no operator “${operator}”.`,
    )
  );
}

/** Two facts compared with each other: false when either is unknown. */
function compareFacts(operator: Operator, read: FactReader, readOther: FactReader): Test {
  return (facts, moment) => {
    const [actual, other] = [read(facts), readOther(facts)];
    if (actual === undefined || other === undefined) return false;
    return operator.holds(actual, other, operator.changesDaily ? localDay(moment) : 0);
  };
}

/**
 * The common comparisons, with the look at a flat fact of the right type written out: calls that are not made are what
 * makes a population run fast. Everything else goes through the reader.
 */
function compareLiteral(
  name: string,
  type: FactType | undefined,
  { holds, direct }: Operator,
  read: FactReader,
  expected: unknown,
): Test {
  const written = type && direct?.(name, expected, read);
  if (written) return written;
  if (type === 'number')
    return (facts) => {
      let actual = facts[name];
      if (typeof actual !== 'number' || actual - actual !== 0) actual = read(facts);
      return actual !== undefined && holds(actual, expected, 0);
    };
  if (type === 'text')
    return (facts) => {
      let actual = facts[name];
      if (typeof actual !== 'string') actual = read(facts);
      return actual !== undefined && holds(actual, expected, 0);
    };
  if (type === 'boolean')
    return (facts) => {
      let actual = facts[name];
      if (typeof actual !== 'boolean') actual = read(facts);
      return actual !== undefined && holds(actual, expected, 0);
    };
  return (facts) => {
    const actual = read(facts);
    return actual !== undefined && holds(actual, expected, 0);
  };
}

/** Compiles one comparison. A comparison with an unknown fact is false. */
export function compileComparison(comparison: Comparison, index: CatalogIndex | undefined): Test {
  const operator = operatorOf(comparison);
  const { fact, path, value: expected } = comparison;
  const type = index?.fact(fact)?.type;
  const read = factReader(fact, type, path);
  if (operator.onUnknown) return (facts) => operator.holds(read(facts), undefined, 0);
  if (isReference(expected))
    return compareFacts(operator, read, factReader(expected.fact, index?.fact(expected.fact)?.type, expected.path));
  if (expected === undefined || expected === null) return () => false;
  if (!operator.changesDaily) return compareLiteral(fact, type, operator, read, expected);
  return (facts, moment) => {
    const actual = read(facts);
    return actual !== undefined && operator.holds(actual, expected, localDay(moment));
  };
}
