import type { ActionTrace } from '@tagloom/contracts';
import { addDuration } from '@tagloom/metrics';
import type { Cause, ClaimEdit, ClaimRecord, Ledger } from './ledger.js';
import type { ClaimAction, RuntimeFlow } from './runtime.js';
import type { SlotMove } from './slot-moves.js';
import { runIdOf, type Step } from './stored-event.js';

/**
 * Claim edits with their evidence, and the moves that they stand for. A claim that is on hold stays: its condition is
 * left, and time takes it back. Pure.
 */
export function flowEdits(
  flow: RuntimeFlow,
  step: Step,
  moves: readonly SlotMove[],
  traces: readonly ActionTrace[],
  ledger: Ledger,
  timeZone: string,
): { edits: ClaimEdit[]; cause: Cause; done: SlotMove[] } {
  const cause = causeOf(flow, step);
  const withdrawn: ClaimEdit[] = [];
  const given: ClaimEdit[] = [];
  const done = moves.map((move): SlotMove => {
    if (move.move === 'retract') {
      const claim = ledger.bySlot(move.slotId);
      if (claim && isOnHold(flow, claim, step.at, timeZone)) return { move: 'leave', slotId: move.slotId };
      if (claim) withdrawn.push({ op: 'withdraw', claim, evidence: evidenceFor(flow, move.slotId, traces) });
    } else if (move.move === 'give' && move.action.kind === 'claim') {
      const { action } = move;
      const lives = ledger.bySlot(action.slot.id) !== undefined;
      const claim = claimOf(flow, action, cause, timeZone);
      const evidence = evidenceFor(flow, action.slot.id, traces);
      if (!lives) given.push({ op: 'add', claim, evidence });
      else if (action.membership === 'every') given.push({ op: 'renew', claim, evidence });
    }
    return move;
  });
  // a value that takes the place of another one of the same tag comes after it has gone
  return { edits: [...withdrawn, ...given], cause, done };
}

/** When a claim that is to stay for a while may leave at the earliest; null for others. */
export function holdEnd(flow: RuntimeFlow, claim: ClaimRecord, timeZone: string): number | null {
  const action = claim.slotId === null ? undefined : flow.actionBySlot.get(claim.slotId);
  return action?.kind === 'claim' && action.hold ? addDuration(claim.since, action.hold, timeZone) : null;
}

function isOnHold(flow: RuntimeFlow, claim: ClaimRecord, at: number, timeZone: string): boolean {
  const end = holdEnd(flow, claim, timeZone);
  return end !== null && end > at;
}

/** The claims whose condition has ended and whose hold is over, with the slots that they leave. Pure. */
export function releasedClaims(
  flow: RuntimeFlow,
  held: readonly number[],
  ledger: Ledger,
  at: number,
  timeZone: string,
): ClaimRecord[] {
  return held.flatMap((entry) => {
    const claim = entry < 0 && flow.endings.get(-entry) === 'retract' ? ledger.bySlot(-entry) : undefined;
    return claim && !isOnHold(flow, claim, at, timeZone) ? [claim] : [];
  });
}

export function causeOf(flow: RuntimeFlow, step: Step): Cause {
  return {
    at: step.at,
    effectiveAt: step.cause === 'event' ? step.event.occurredAt : step.at,
    actorKind: 'flow',
    actorId: String(flow.id),
    actorName: flow.name,
    flowId: flow.id,
    flowVersion: flow.version,
    runId: runIdOf(step),
    eventSeq: step.cause === 'event' ? step.event.seq : null,
    reason: null,
  };
}

function claimOf(
  flow: RuntimeFlow,
  { slot, priority, validFor }: ClaimAction,
  cause: Cause,
  timeZone: string,
): ClaimRecord {
  return {
    tagId: slot.tagId,
    source: 'flow',
    sourceId: cause.actorId,
    sourceName: flow.name,
    slotId: slot.id,
    stance: slot.stance,
    value: slot.value,
    priority,
    flowVersion: flow.version,
    runId: cause.runId,
    eventSeq: cause.eventSeq,
    since: cause.at,
    expiresAt: validFor ? addDuration(cause.at, validFor, timeZone) : null,
    reason: null,
  };
}

/** The trace of the action that fills the slot: the one that holds, else the first that does not. */
export function evidenceFor(flow: RuntimeFlow, slotId: number, traces: readonly ActionTrace[]): ActionTrace | null {
  const own = traces.filter((trace) => flow.actions.get(trace.actionNodeId)?.slot.id === slotId);
  return own.find((trace) => trace.verdict === 'yes') ?? own[0] ?? null;
}
