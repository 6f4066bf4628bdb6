import type { Catalog, Condition } from '@tagloom/contracts';
import { indexOf, type CatalogIndex } from '../catalog/catalog-index.js';
import { ownFacts, type Facts } from '../facts/read-fact.js';
import type { Moment } from '../time/local-day.js';
import { compileComparison, type Test } from './compile-comparison.js';

function compileAll(tests: Test[]): Test {
  const [a, b, c, d] = tests;
  if (tests.length === 1) return a!;
  if (tests.length === 2) return (facts, moment) => a!(facts, moment) && b!(facts, moment);
  if (tests.length === 3) return (facts, moment) => a!(facts, moment) && b!(facts, moment) && c!(facts, moment);
  if (tests.length === 4)
    return (facts, moment) => a!(facts, moment) && b!(facts, moment) && c!(facts, moment) && d!(facts, moment);
  return (facts, moment) => {
    for (const test of tests) if (!test(facts, moment)) return false;
    return true;
  };
}

function compileAny(tests: Test[]): Test {
  return (facts, moment) => {
    for (const test of tests) if (test(facts, moment)) return true;
    return false;
  };
}

function compileAtLeast(k: number, tests: Test[]): Test {
  return (facts, moment) => {
    let count = 0;
    for (const test of tests) if (test(facts, moment) && ++count >= k) return true;
    return false;
  };
}

/** The arithmetic of a score is the same, in the same order, in every executor: floating point sums depend on it. */
function compileScore(threshold: number, inputs: { weight: number; test: Test }[]): Test {
  const total = inputs.reduce((sum, { weight }) => sum + weight, 0);
  return (facts, moment) => {
    let reached = 0;
    for (const { weight, test } of inputs) if (test(facts, moment)) reached += weight;
    return (100 * reached) / total >= threshold;
  };
}

/** Closures of a condition; subtrees that are the same object are compiled once. */
export function compileTree(
  condition: Condition,
  index: CatalogIndex | undefined,
  memo = new Map<Condition, Test>(),
): Test {
  const known = memo.get(condition);
  if (known) return known;
  const compile = (child: Condition) => compileTree(child, index, memo);
  let test: Test;
  if ('all' in condition) test = compileAll(condition.all.map(compile));
  else if ('any' in condition) test = compileAny(condition.any.map(compile));
  else if ('not' in condition) {
    const inner = compile(condition.not);
    test = (facts, moment) => !inner(facts, moment);
  } else if ('atLeast' in condition) test = compileAtLeast(condition.atLeast.k, condition.atLeast.of.map(compile));
  else if ('score' in condition) {
    const inputs = condition.score.of.map((input) => ({ weight: input.weight, test: compile(input.condition) }));
    test = compileScore(condition.score.threshold, inputs);
  } else test = compileComparison(condition, index);
  memo.set(condition, test);
  return test;
}

/**
 * Compiles a condition once, to be asked of many fact sets. Validate it first (`validateCondition`): only an unknown
 * operator is refused here.
 */
export function compileCondition(condition: Condition, catalog?: Catalog): Test {
  const test = compileTree(condition, catalog && indexOf(catalog));
  return (facts, moment) => test(ownFacts(facts), moment);
}

/** Evaluates a condition once. For many customers, compile it. */
export function evaluateCondition(condition: Condition, facts: Facts, moment: Moment, catalog?: Catalog): boolean {
  return compileCondition(condition, catalog)(facts, moment);
}
