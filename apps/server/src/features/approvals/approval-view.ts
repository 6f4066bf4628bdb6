import type { Approval } from '@tagloom/contracts';
import type { ApprovalRow } from './approvals.repository.js';

export function toApproval(row: ApprovalRow, caller: { own: boolean; mine: boolean }): Approval {
  return {
    id: row.id,
    status: row.status,
    request: row.request,
    about: row.about,
    reason: row.reason,
    askedBy: row.asked_by,
    askedFor: row.department_id === null ? null : { id: row.department_id, name: row.department_name ?? '' },
    askedAt: row.asked_at.toISOString(),
    until: row.until.toISOString(),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionNote: row.decision_note,
    error: row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? '' },
    ...caller,
  };
}
