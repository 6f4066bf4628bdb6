import type { ChangeRecord } from './ledger.js';
import type { Runtime, RuntimeFlow } from './runtime.js';
import { runIdOf, type Step } from './stored-event.js';

/**
 * The tags because of which a step is taken, by `changes` at its start; null when it is taken for another reason. An edit, or a
 * claim whose time is over, asks every rule that waits for changes. Counting all of these answers would tell whoever reads a rule's
 * counters of tags that they may not know of.
 */
export function causeTags(step: Step, changes: readonly ChangeRecord[]): ReadonlySet<number> | null {
  const isAsked = step.cause === 'edit' || (step.cause === 'review' && runIdOf(step) === null && changes.length > 0);
  return isAsked ? new Set(changes.map(({ tagId }) => tagId)) : null;
}

/** Whether the flow reads or gives one of these tags. */
export function isConcerned(flow: RuntimeFlow, tagIds: ReadonlySet<number>, runtime: Runtime): boolean {
  for (const action of flow.actionBySlot.values())
    if (action.kind === 'claim' && tagIds.has(action.slot.tagId)) return true;
  return runtime.readTagFacts.some(({ id, factName }) => tagIds.has(id) && flow.reads.has(factName));
}
