import type { ActorContext } from '@tagloom/access';
import { personAddition, personRemoval } from '@tagloom/claims';
import { sourceIdOf } from './hand-source.js';
import type { Cause, ClaimEdit, ClaimRecord, Ledger } from './ledger.js';

export interface HandEdit {
  tagId: number;
  value: unknown;
  reason: string | null;
  /** Epoch milliseconds; null is for ever. */
  expiresAt: number | null;
  /** The bulk edit that it is a part of. */
  runId?: string;
}
/** Whose hand it is. */
type Hand = Pick<ActorContext, 'actor'>;

/** A person (or a script by its key) adds a tag: their claim outranks every flow. */
export function addByHand(ledger: Ledger, context: Hand, edit: HandEdit, at: number): void {
  const { tagId, value, expiresAt } = edit;
  const cause = causeOf(context, at, edit);
  const addition = personAddition(ledger.all(), { tagId, personId: sourceIdOf(context), value, expiresAt }, at);
  const claim: ClaimRecord = { ...addition.assert, ...origin(cause) };
  ledger.apply([...withdrawals(ledger, addition.retract), { op: 'add', claim, evidence: null }], cause);
}

/** A person removes a tag: their claims go, and a forbid outranks whoever else asserts it, until it expires. */
export function removeByHand(ledger: Ledger, context: Hand, edit: Omit<HandEdit, 'value'>, at: number): void {
  const { tagId, expiresAt } = edit;
  const cause = causeOf(context, at, edit);
  const removal = personRemoval(ledger.all(), { tagId, personId: sourceIdOf(context), expiresAt }, at);
  const edits = withdrawals(ledger, removal.retract);
  if (removal.forbid) edits.push({ op: 'add', claim: { ...removal.forbid, ...origin(cause) }, evidence: null });
  if (edits.length > 0) ledger.apply(edits, cause);
}

const origin = (
  cause: Cause,
): Pick<ClaimRecord, 'sourceName' | 'slotId' | 'flowVersion' | 'runId' | 'eventSeq' | 'reason'> => ({
  sourceName: cause.actorName,
  slotId: null,
  flowVersion: null,
  runId: cause.runId,
  eventSeq: null,
  reason: cause.reason,
});

function withdrawals(
  ledger: Ledger,
  claims: readonly { tagId: number; source: string; sourceId: string; stance: string }[],
): ClaimEdit[] {
  return ledger
    .all()
    .filter((claim) => claims.some((other) => sameSource(claim, other)))
    .map((claim) => ({ op: 'withdraw', claim, evidence: null }));
}

type SourceKey = { tagId: number; source: string; sourceId: string; stance: string };
const sameSource = (a: SourceKey, b: SourceKey): boolean =>
  a.tagId === b.tagId && a.source === b.source && a.sourceId === b.sourceId && a.stance === b.stance;

function causeOf({ actor }: Hand, at: number, { reason, runId }: Pick<HandEdit, 'reason' | 'runId'>): Cause {
  return {
    at,
    effectiveAt: at,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    flowId: null,
    flowVersion: null,
    runId: runId ?? null,
    eventSeq: null,
    reason,
  };
}
