import type { Comparison, Condition } from '@tagloom/contracts';
import { heldFact, isHeldFact } from '../facts/held-fact.js';

/** An action with two thresholds: harder to get into than to stay in. */
export interface Hysteresis {
  /** The internal fact that says whether the action holds already. */
  held: string;
  enter: Condition;
  leave: Condition;
}

/** Enters by one condition; once held it goes on by the other, which has the same shape. */
export function hysteresis(actionNodeId: string, enter: Condition, leave: Condition): Condition {
  const held: Comparison = { fact: heldFact(actionNodeId), operator: 'equal', value: true };
  return { any: [enter, { all: [held, leave] }] };
}

/** The parts of a condition that {@link hysteresis} made; undefined for any other. */
export function hysteresisIn(condition: Condition): Hysteresis | undefined {
  if (!('any' in condition) || condition.any.length !== 2) return undefined;
  const [enter, stay] = condition.any as [Condition, Condition];
  if (!('all' in stay) || stay.all.length !== 2) return undefined;
  const [held, leave] = stay.all as [Condition, Condition];
  return 'fact' in held && isHeldFact(held.fact) ? { held: held.fact, enter, leave } : undefined;
}
