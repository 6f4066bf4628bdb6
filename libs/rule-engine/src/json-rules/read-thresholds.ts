import type { Comparison, Condition } from '@tagloom/contracts';
import { heldNodeId, isHeldFact } from '../facts/held-fact.js';
import { childrenOf, comparisonsIn } from '../flow/condition-tree.js';
import { hysteresisIn } from '../flow/hysteresis.js';
import type { Place } from './place.js';

/** A condition to draw, and the easier numbers by which comparisons and scores in it are left. */
export interface Thresholds {
  condition: Condition;
  leave: ReadonlyMap<Condition, number>;
}

const kindOf = (condition: Condition) =>
  (['all', 'any', 'not', 'atLeast', 'score', 'fact'] as const).find((key) => key in condition);
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function isSameComparison(enter: Comparison, leave: Comparison, found: Map<Condition, number>): boolean {
  const { value: entered, ...rest } = enter;
  const { value: left, ...other } = leave;
  if (!same(rest, other)) return false;
  if (same(entered, left)) return true;
  if (typeof left !== 'number' || typeof entered !== 'number') return false;
  found.set(enter, left);
  return true;
}

/** Whether both are the same tree but for numbers; those of `leave` are collected by the parts of `enter`. */
function collect(enter: Condition, leave: Condition, found: Map<Condition, number>): boolean {
  if (kindOf(enter) !== kindOf(leave)) return false;
  if ('fact' in enter) return isSameComparison(enter, leave as Comparison, found);
  const [inputs, others] = [childrenOf(enter), childrenOf(leave)];
  if (inputs.length !== others.length) return false;
  if ('atLeast' in enter && enter.atLeast.k !== (leave as typeof enter).atLeast.k) return false;
  if ('score' in enter) {
    const other = (leave as typeof enter).score;
    if (!enter.score.of.every(({ weight }, at) => weight === other.of[at]!.weight)) return false;
    if (enter.score.threshold !== other.threshold) found.set(enter, other.threshold);
  }
  return inputs.every((input, at) => collect(input, others[at]!, found));
}

const readsHeld = (condition: Condition) => comparisonsIn(condition).some(({ fact }) => isHeldFact(fact));

/**
 * Finds separate thresholds for entering and leaving, as an export writes them (`held.<node>` is true while the action is in
 * force). Any other use of such a fact is refused: it is the engine's own, and belongs to one action.
 */
export function readThresholds(condition: Condition, nodeId: string | undefined, place: Place): Thresholds {
  const found = hysteresisIn(condition);
  const leave = new Map<Condition, number>();
  // the event of an import says nothing of nodes, but a rule has one action only
  const isOwn = found && (nodeId === undefined || heldNodeId(found.held) === nodeId);
  if (found && isOwn && !readsHeld(found.enter) && collect(found.enter, found.leave, leave))
    return { condition: found.enter, leave };
  if (readsHeld(condition))
    place.refuse(
      'unsupported_rule',
      '「held.」开头的数据项只能由系统自己用来区分进入和离开的门槛。',
      'facts that start with “held.” only tell the thresholds of entering and leaving apart.',
    );
  return { condition, leave };
}
