import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Approval, DecideApprovalRequest } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { approvalQuery, useApprovalsChanged } from './approvals-queries';
import { perform } from './perform';

/** Shows at once what came of it; the rest is read again. */
function useShown(): (approval: Approval) => void {
  const client = useQueryClient();
  return (approval) => client.setQueryData(approvalQuery(approval.id).queryKey, approval);
}

/** The word of the second person; agreeing does it as well. */
export function useDecide(id: string) {
  const { t } = useTranslation('approvals');
  const { message } = App.useApp();
  const shown = useShown();
  const changed = useApprovalsChanged();
  return useMutation({
    mutationFn: (body: DecideApprovalRequest) => api.post<Approval>(`/approvals/${id}/decide`, body),
    onSuccess: (approval) => {
      shown(approval);
      if (approval.status === 'rejected') void message.success(t('rejected_told'));
    },
    // somebody else may have been faster: show what it is now
    onSettled: changed,
  });
}

export function useWithdraw(id: string) {
  const { t } = useTranslation('approvals');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const shown = useShown();
  const changed = useApprovalsChanged();
  return useMutation({
    mutationFn: () => api.delete<Approval>(`/approvals/${id}`),
    onSuccess: (approval) => {
      shown(approval);
      void message.success(t('withdrawn'));
    },
    onError: (error) => void message.error(errorText(error)),
    onSettled: changed,
  });
}

/** By the hand of whoever asked, what was agreed to and failed. */
export function useRetry({ request }: Approval) {
  const { t } = useTranslation('approvals');
  const { message } = App.useApp();
  const changed = useApprovalsChanged();
  return useMutation({
    mutationFn: () => perform(request),
    onSuccess: () => void message.success(t('retried')),
    onSettled: changed,
  });
}
