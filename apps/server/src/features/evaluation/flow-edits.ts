import type { ActionTrace } from '@tagloom/contracts';
import type { SlotDifference } from './desired-slots.js';
import type { Cause, ClaimEdit, ClaimRecord, Ledger } from './ledger.js';
import type { Runtime, RuntimeFlow } from './runtime.js';
import type { Step } from './stored-event.js';

/** Turns what a flow changes into claim edits with their evidence. Pure. */
export function flowEdits(
  runtime: Runtime,
  flow: RuntimeFlow,
  step: Step,
  difference: SlotDifference,
  traces: readonly ActionTrace[],
  ledger: Ledger,
): { edits: ClaimEdit[]; cause: Cause } {
  const cause = causeOf(flow, step);
  const edits: ClaimEdit[] = [];
  for (const claim of ledger.all()) {
    if (claim.slotId === null || !difference.retract.includes(claim.slotId)) continue;
    edits.push({ op: 'withdraw', claim, evidence: evidenceFor(flow, claim.slotId, traces) });
  }
  for (const slotId of difference.assert) {
    const claim = claimOf(runtime, flow, slotId, cause);
    if (claim) edits.push({ op: 'add', claim, evidence: evidenceFor(flow, slotId, traces) });
  }
  return { edits, cause };
}

function causeOf(flow: RuntimeFlow, step: Step): Cause {
  return {
    at: step.at,
    effectiveAt: step.cause === 'event' ? step.event.occurredAt : step.at,
    actorKind: 'flow',
    actorId: String(flow.id),
    actorName: flow.name,
    flowId: flow.id,
    flowVersion: flow.version,
    runId: step.cause === 'run' ? step.runId : null,
    eventSeq: step.cause === 'event' ? step.event.seq : null,
    reason: null,
  };
}

function claimOf(runtime: Runtime, flow: RuntimeFlow, slotId: number, cause: Cause): ClaimRecord | null {
  const slot = runtime.slots.get(slotId);
  if (!slot) return null;
  const action = [...flow.actions.values()].find((candidate) => candidate.slotId === slotId);
  return {
    tagId: slot.tagId,
    source: 'flow',
    sourceId: cause.actorId,
    sourceName: flow.name,
    slotId,
    stance: slot.stance,
    value: slot.value,
    priority: action?.priority ?? 0,
    flowVersion: flow.version,
    runId: cause.runId,
    eventSeq: cause.eventSeq,
    since: cause.at,
    expiresAt: null,
    reason: null,
  };
}

/** The trace of the action that fills the slot: the one that holds, else the first that does not. */
function evidenceFor(flow: RuntimeFlow, slotId: number, traces: readonly ActionTrace[]): ActionTrace | null {
  const own = traces.filter((trace) => flow.actions.get(trace.actionNodeId)?.slotId === slotId);
  return own.find((trace) => trace.verdict === 'yes') ?? own[0] ?? null;
}
