import type { Comparison, Condition } from '@tagloom/contracts';
import { childrenOf } from '../flow/condition-tree.js';
import { hysteresisIn } from '../flow/hysteresis.js';

/** A comparison, and the held fact without which nothing asks for it. */
export interface HeldComparison {
  comparison: Comparison;
  held: string | undefined;
}

/** Every comparison of the conditions once. Those that are only asked while an action holds say which. */
export function heldComparisons(conditions: readonly Condition[]): HeldComparison[] {
  const found = new Map<Comparison, string | undefined>();
  const visited = new Map<Condition, Set<string | undefined>>();
  const visit = (condition: Condition, held: string | undefined): void => {
    const before = visited.get(condition) ?? new Set();
    if (before.has(held) || before.has(undefined)) return;
    visited.set(condition, before.add(held));
    if ('fact' in condition) {
      // asked for by two actions, it is asked for in any case
      found.set(condition, found.has(condition) && found.get(condition) !== held ? undefined : held);
      return;
    }
    const double = hysteresisIn(condition);
    if (double) {
      visit(double.enter, held);
      visit(double.leave, held ?? double.held);
    } else for (const child of childrenOf(condition)) visit(child, held);
  };
  for (const condition of conditions) visit(condition, undefined);
  return [...found].map(([comparison, held]) => ({ comparison, held }));
}
