import type { Comparison, Condition, FactReference } from '@tagloom/contracts';

/** Whether a value reads another fact. */
export function isReference(value: unknown): value is FactReference {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, 'fact'))
    return false;
  return typeof (value as { fact: unknown }).fact === 'string';
}

/** The conditions directly below one. */
export function childrenOf(condition: Condition): Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  if ('not' in condition) return [condition.not];
  if ('atLeast' in condition) return condition.atLeast.of;
  if ('score' in condition) return condition.score.of.map((input) => input.condition);
  return [];
}

/** Every comparison of a tree, subtrees that are shared once. */
export function comparisonsIn(condition: Condition): Comparison[] {
  const found: Comparison[] = [];
  const seen = new Set<Condition>();
  const stack = [condition];
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    if ('fact' in next) found.push(next);
    else stack.push(...childrenOf(next).toReversed());
  }
  return found;
}

/** Names of the facts that a condition reads, also as values, each once. */
export function factsInCondition(condition: Condition): string[] {
  const names = comparisonsIn(condition).flatMap(({ fact, value }) =>
    isReference(value) ? [fact, value.fact] : [fact],
  );
  return [...new Set(names)];
}
