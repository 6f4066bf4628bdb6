import type { ActorContext } from '@tagloom/access';
import { personAddition } from '@tagloom/claims';
import type { ActionTrace } from '@tagloom/contracts';
import type { Cause, ClaimEdit, ClaimRecord, Ledger } from './ledger.js';

export interface AcceptedSuggestion {
  id: string;
  tagId: number;
  value: unknown;
  flowId: number;
  flowVersion: number;
  reason: string | null;
  /** Why the flow proposed it. */
  evidence: ActionTrace | null;
}

/**
 * A person accepts what a flow proposed: the suggestion claims the tag from now on. History names the person and the
 * flow. As with a tag added by hand, people's forbids on it are withdrawn.
 */
export function acceptSuggestion(
  ledger: Ledger,
  { actor }: ActorContext,
  suggestion: AcceptedSuggestion,
  at: number,
): void {
  const { id, tagId, value, flowId, flowVersion, reason, evidence } = suggestion;
  const { retract } = personAddition(ledger.all(), { tagId, personId: actor.id, value }, at);
  const cause: Cause = {
    at,
    effectiveAt: at,
    actorKind: 'suggestion',
    actorId: actor.id,
    actorName: actor.name,
    flowId,
    flowVersion,
    runId: null,
    eventSeq: null,
    reason,
  };
  const claim: ClaimRecord = {
    tagId,
    source: 'suggestion',
    sourceId: id,
    sourceName: actor.name,
    stance: 'assert',
    value,
    priority: 0,
    since: at,
    expiresAt: null,
    slotId: null,
    flowVersion,
    runId: null,
    eventSeq: null,
    reason,
  };
  const withdrawn = ledger
    .all()
    .filter((one) => retract.includes(one))
    .map((one): ClaimEdit => ({ op: 'withdraw', claim: one, evidence: null }));
  ledger.apply([...withdrawn, { op: 'add', claim, evidence }], cause);
}
