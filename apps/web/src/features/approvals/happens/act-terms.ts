import type { Approval, ApprovalAct } from '@tagloom/contracts';

/** What the terms of one act need to be shown. */
export interface ActTerms<Act extends ApprovalAct> {
  approval: Approval;
  request: Extract<Approval['request'], { act: Act }>;
}
