import type { Condition } from '@tagloom/contracts';

/** A condition without empty or single-child gates, which a canvas cannot show; or the constant that it amounts to. */
export function simplify(condition: Condition): Condition | boolean {
  if ('all' in condition) return join(condition.all.map(simplify), false, (all) => ({ all }));
  if ('any' in condition) return join(condition.any.map(simplify), true, (any) => ({ any }));
  if ('not' in condition) {
    const inner = simplify(condition.not);
    return typeof inner === 'boolean' ? !inner : { not: inner };
  }
  if ('atLeast' in condition) {
    const of = condition.atLeast.of.map(simplify);
    const open = of.filter((child) => typeof child !== 'boolean');
    const k = condition.atLeast.k - of.filter((child) => child === true).length;
    if (k <= 0 || k > open.length) return k <= 0;
    return { atLeast: { k, of: open } };
  }
  if ('score' in condition) {
    const { threshold, of } = condition.score;
    return {
      score: {
        threshold,
        of: of.map((input) => ({ weight: input.weight, condition: expressed(simplify(input.condition)) })),
      },
    };
  }
  return condition;
}

/** A constant inside a score keeps its weight, so it is kept as a gate. */
const expressed = (condition: Condition | boolean): Condition =>
  typeof condition !== 'boolean' ? condition : condition ? { all: [] } : { any: [] };

function join(
  children: (Condition | boolean)[],
  decisive: boolean,
  gate: (children: Condition[]) => Condition,
): Condition | boolean {
  if (children.includes(decisive)) return decisive;
  const open = children.filter((child) => typeof child !== 'boolean');
  if (open.length === 0) return !decisive;
  return open.length === 1 ? open[0]! : gate(open);
}
