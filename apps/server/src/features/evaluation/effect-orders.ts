import type { ActionTrace } from '@tagloom/contracts';
import type { EffectOrder } from '../deliveries/effect-outbox.js';
import { evidenceFor } from './flow-edits.js';
import type { EffectAction, RuntimeFlow } from './runtime.js';
import { runIdOf, type Step } from './stored-event.js';

/** What the outbox is asked to do. The key is the same whenever the same step is evaluated, so that it is done once. Pure. */
export function effectOrder(
  customerId: string,
  flow: RuntimeFlow,
  step: Step,
  { nodeId, slot, data }: EffectAction,
  traces: readonly ActionTrace[],
  receipt: Record<string, unknown> | null,
): EffectOrder {
  const eventSeq = step.cause === 'event' ? step.event.seq : null;
  return {
    customerId,
    flowId: flow.id,
    flowVersion: flow.version,
    flowName: flow.name,
    actionNodeId: nodeId,
    slotId: slot.id,
    data,
    eventSeq,
    runId: runIdOf(step),
    at: step.at,
    evidence: evidenceFor(flow, slot.id, traces),
    dedupeKey: `${slot.id}:${customerId}:${eventSeq ?? step.at}`,
    receipt,
  };
}
