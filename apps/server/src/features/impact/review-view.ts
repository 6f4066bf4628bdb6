import { type Actor, type ActorContext, can } from '@tagloom/access';
import type { FlowReview } from '@tagloom/contracts';
import { actorKey } from '../../platform/access/actor-key.js';
import type { ReviewedFlow, ReviewRow } from './reviews.repository.js';

/** Whether it is the word on their own work: they asked, or edited last. Where only a name is known, a namesake counts. Pure. */
export function isOwn(flow: ReviewedFlow, review: Pick<ReviewRow, 'asked_by_id'>, actor: Actor): boolean {
  const key = actorKey(actor);
  const isEditor = flow.updated_by_id === null ? flow.updated_by === actor.name : flow.updated_by_id === key;
  return isEditor || review.asked_by_id === key;
}

/** Whether the caller may decide it now. Pure. */
export function mayDecide(row: ReviewRow, flow: ReviewedFlow, { actor, role }: ActorContext): boolean {
  if (row.status !== 'open' || row.revision !== flow.revision || actor.kind !== 'person') return false;
  return can(role, { action: 'publish', subject: 'Flow' }) && !isOwn(flow, row, actor);
}

export function toReview(row: ReviewRow, flow: ReviewedFlow, context: ActorContext): FlowReview {
  return {
    id: row.id,
    revision: row.revision,
    status: row.revision === flow.revision ? row.status : 'void',
    note: row.note,
    askedBy: row.asked_by,
    askedAt: row.asked_at.toISOString(),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionNote: row.decision_note,
    mayDecide: mayDecide(row, flow, context),
  };
}
