import type { CustomerRow } from './customer-state.js';
import type { RuntimeFlow } from './runtime.js';
import type { Step } from './stored-event.js';

/** Whether the step asks this flow for an answer. A flow that reads `event.*` is asked only with an event at hand. */
export function wakes(
  flow: RuntimeFlow,
  step: Step,
  row: CustomerRow,
  changedTags: ReadonlySet<number> | null,
): boolean {
  if (step.cause === 'event' && (flow.wakesOnChange || flow.eventTypeIds.has(step.event.typeId))) return true;
  if (flow.readsEvent) return false;
  if (step.cause === 'edit' && flow.wakesOnChange) return true;
  if (step.cause === 'run' && flow.id === step.flowId) return true;
  if (changedTags && readsAny(flow, changedTags)) return true;
  return step.cause !== 'run' && step.cause !== 'event' && takesPart(flow, row);
}

/** A flow published for new events only leaves alone those who had none since. */
function takesPart(flow: RuntimeFlow, row: CustomerRow): boolean {
  if (flow.enrolledSince === null) return true;
  if (row.lastSeenAt !== null && row.lastSeenAt >= flow.enrolledSince) return true;
  return row.held.some((slotId) => flow.slotIds.has(slotId));
}

function readsAny(flow: RuntimeFlow, tags: ReadonlySet<number>): boolean {
  for (const tag of tags) if (flow.readsTags.has(tag)) return true;
  return false;
}
