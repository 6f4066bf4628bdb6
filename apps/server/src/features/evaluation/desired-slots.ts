import type { Action } from '@tagloom/rule-engine';
import type { RuntimeFlow } from './runtime.js';

export interface SlotDifference {
  assert: number[];
  retract: number[];
}

/** What the flow's holding actions change in the slots that the customer holds; null when nothing. */
export function slotDifference(
  flow: RuntimeFlow,
  holding: readonly Action[],
  held: readonly number[],
): SlotDifference | null {
  const desired = new Set<number>();
  for (const action of holding) {
    const slot = flow.actions.get(action.nodeId);
    if (slot) desired.add(slot.slotId);
  }
  let difference: SlotDifference | null = null;
  for (const slotId of held) {
    if (!flow.slotIds.has(slotId)) continue;
    if (desired.has(slotId)) desired.delete(slotId);
    else if (!flow.keptSlots.has(slotId)) (difference ??= { assert: [], retract: [] }).retract.push(slotId);
  }
  if (desired.size > 0) (difference ??= { assert: [], retract: [] }).assert.push(...desired);
  return difference;
}
