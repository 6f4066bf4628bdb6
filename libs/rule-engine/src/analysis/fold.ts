import type { Comparison, Condition } from '@tagloom/contracts';

/** What every customer meets, and what none does. */
export const ALWAYS: Condition = { all: [] };
export const NEVER: Condition = { any: [] };

/** What is left of a condition when some of its comparisons are decided; `answerOf` is undefined for those that are not. */
export function fold(condition: Condition, answerOf: (comparison: Comparison) => boolean | undefined): Condition {
  const constant = (answer: boolean) => (answer ? ALWAYS : NEVER);
  const inner = (each: Condition) => fold(each, answerOf);
  if ('fact' in condition) {
    const answer = answerOf(condition);
    return answer === undefined ? condition : constant(answer);
  }
  if ('all' in condition) {
    const open = condition.all.map(inner).filter((each) => each !== ALWAYS);
    return open.includes(NEVER) ? NEVER : open.length === 0 ? ALWAYS : { all: open };
  }
  if ('any' in condition) {
    const open = condition.any.map(inner).filter((each) => each !== NEVER);
    return open.includes(ALWAYS) ? ALWAYS : open.length === 0 ? NEVER : { any: open };
  }
  if ('not' in condition) {
    const part = inner(condition.not);
    return part === ALWAYS ? NEVER : part === NEVER ? ALWAYS : { not: part };
  }
  if ('atLeast' in condition) {
    const parts = condition.atLeast.of.map(inner);
    const k = condition.atLeast.k - parts.filter((each) => each === ALWAYS).length;
    const open = parts.filter((each) => each !== ALWAYS && each !== NEVER);
    return k <= 0 ? ALWAYS : k > open.length ? NEVER : { atLeast: { k, of: open } };
  }
  const of = condition.score.of.map(({ weight, condition: each }) => ({ weight, condition: inner(each) }));
  return { score: { threshold: condition.score.threshold, of } };
}
