import type { ApprovalAct, ApprovalRequest } from '@tagloom/contracts';
import { useState } from 'react';
import { ApiError } from '@/platform/api';
import { useNeedsApproval } from './four-eyes';

type RequestOf<Act extends ApprovalAct> = Extract<ApprovalRequest, { act: Act }>;

export const isApprovalRequired = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'approval_required';

/**
 * For a dialog that does something which may take two people. `needed`: that is known beforehand, so its button says so and
 * asks instead of doing. `turn` goes with the refusal of the act: it becomes asking, and tells whether it did. While `asking` is
 * there the dialog shows `AskApproval` with it, and `back` leads to its fields again.
 */
export function useApproval<Act extends ApprovalAct>(act: Act, customers?: number) {
  const needed = useNeedsApproval(act, customers);
  const [asking, setAsking] = useState<RequestOf<Act>>();
  return {
    needed,
    asking,
    ask: (request: RequestOf<Act>): void => setAsking(request),
    turn: (error: unknown, request: RequestOf<Act>): boolean => {
      const turns = isApprovalRequired(error);
      if (turns) setAsking(request);
      return turns;
    },
    back: (): void => setAsking(undefined),
  };
}
