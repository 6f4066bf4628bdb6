import type { CustomerRow } from './customer-state.js';
import type { RuntimeFlow } from './runtime.js';
import type { Step } from './stored-event.js';

/** Whether the step by itself asks this flow for an answer. A flow that reads `event.*` is asked only with an event at hand. */
export function wakes(flow: RuntimeFlow, step: Step, row: CustomerRow): boolean {
  if (step.cause === 'event') return flow.wakesOnChange || isTrigger(flow, step);
  if (flow.readsEvent || step.cause === 'move') return false;
  if (step.cause === 'edit' && flow.wakesOnChange) return true;
  if (step.cause === 'run') return flow.id === step.flowId;
  return takesPart(flow, row);
}

/** Whether a fact that it reads is among those that changed in the course of the step, from the place `from` on. */
export function wakesOnChanges(flow: RuntimeFlow, step: Step, changed: readonly string[], from: number): boolean {
  if (flow.readsEvent && !(step.cause === 'event' && (flow.wakesOnChange || isTrigger(flow, step)))) return false;
  for (let at = from; at < changed.length; at += 1) if (flow.reads.has(changed[at])) return true;
  return false;
}

/** Whether the step is an event that the flow waits for. */
export function isTrigger(flow: RuntimeFlow, step: Step): boolean {
  return step.cause === 'event' && flow.eventTypeIds.has(step.event.typeId);
}

/** A flow published for new events only leaves alone those who had none since. */
function takesPart(flow: RuntimeFlow, row: CustomerRow): boolean {
  if (flow.enrolledSince === null) return true;
  if (row.lastSeenAt !== null && row.lastSeenAt >= flow.enrolledSince) return true;
  return row.held.some((slot) => flow.endings.has(Math.abs(slot)));
}
