import type { Action } from '@tagloom/rule-engine';
import type { RuntimeAction, RuntimeFlow } from './runtime.js';

/**
 * What an answer of a flow changes for a customer. `give`: the tag is claimed, or claimed anew. `fire`: the effect happens.
 * `retract`: the claim is taken back. `leave`: the condition has ended, and what it gave stays.
 */
export type SlotMove = { move: 'give' | 'fire'; action: RuntimeAction } | { move: 'retract' | 'leave'; slotId: number };

/**
 * Compares what holds with `customers.held`: a slot's number there means that its condition holds, or that it is spent; the
 * number below zero, that the condition has ended and its claim lives on. Null when nothing moves, the common case.
 *
 * @param isTriggered an event that the flow waits for is at hand: actions for every time happen again
 */
export function slotMoves(
  flow: RuntimeFlow,
  holding: readonly Action[],
  held: readonly number[],
  isTriggered: boolean,
): SlotMove[] | null {
  const desired = desiredActions(flow, holding);
  let moves: SlotMove[] | null = null;
  for (const entry of held) {
    const slotId = Math.abs(entry);
    const ending = flow.endings.get(slotId);
    if (ending === undefined) continue;
    const action = desired?.get(slotId);
    if (action) {
      if (entry > 0 && !(action.membership === 'every' && isTriggered)) desired?.delete(slotId);
    } else if (entry > 0 ? ending !== 'keep' : ending === 'retract' && !isHolding(flow, slotId)) {
      (moves ??= []).push({ move: ending as 'retract' | 'leave', slotId });
    }
  }
  if (desired) for (const action of desired.values()) (moves ??= []).push({ move: moveOf(action), action });
  return moves;
}

/** A claim on hold is taken back by time. */
function isHolding(flow: RuntimeFlow, slotId: number): boolean {
  const action = flow.actionBySlot.get(slotId);
  return action?.kind === 'claim' && action.hold !== null;
}

const moveOf = ({ kind }: RuntimeAction): 'give' | 'fire' => (kind === 'claim' ? 'give' : 'fire');

/** By slot. Of two values of one tag the action of higher priority counts; `holding` has it first. */
function desiredActions(flow: RuntimeFlow, holding: readonly Action[]): Map<number, RuntimeAction> | null {
  let desired: Map<number, RuntimeAction> | null = null;
  for (const { nodeId } of holding) {
    const action = flow.actions.get(nodeId);
    if (!action || (desired && isOutdone(action, desired))) continue;
    (desired ??= new Map()).set(action.slot.id, action);
  }
  return desired;
}

function isOutdone({ slot }: RuntimeAction, desired: ReadonlyMap<number, RuntimeAction>): boolean {
  if (desired.has(slot.id)) return true;
  if (slot.kind === 'effect') return false;
  for (const { slot: other } of desired.values())
    if (other.kind === 'claim' && other.tagId === slot.tagId && other.stance === slot.stance) return true;
  return false;
}

/** `held` with the slot noted as `in`, as outlived by its claim (`out`), or not at all (`gone`). */
export function noteSlot(held: readonly number[], slotId: number, state: 'in' | 'out' | 'gone'): number[] {
  const rest = held.filter((entry) => Math.abs(entry) !== slotId);
  if (state !== 'gone') rest.push(state === 'in' ? slotId : -slotId);
  return rest.sort((a, b) => a - b);
}
