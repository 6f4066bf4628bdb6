import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FlowReview, GuardSettings, Run } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';

/** Everything that can be done on the page; each asks anew for what it changes. */
export function useImpact(flowId: string) {
  const { t } = useTranslation('impact');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const onError = (error: Error) => void message.error(errorText(error));
  const onSettled = () => client.invalidateQueries({ queryKey: ['impact'] });
  const start = useMutation({
    mutationFn: (revision: number) => api.post<Run>(`/flows/${flowId}/preview`, { revision }),
    onError,
    onSettled,
  });
  const cancel = useMutation({
    mutationFn: (runId: string) => api.post<Run>(`/runs/${runId}/cancel`),
    onError,
    onSettled,
  });
  const ask = useMutation({
    mutationFn: ({ revision, note }: { revision: number; note: string }) =>
      api.post<FlowReview>(`/flows/${flowId}/reviews`, { revision, ...(note.trim() && { note: note.trim() }) }),
    onSuccess: () => void message.success(t('asked')),
    onError,
    onSettled,
  });
  const decide = useMutation({
    mutationFn: ({ id, decision, note }: { id: string; decision: 'approve' | 'reject'; note: string }) =>
      api.post<FlowReview>(`/flows/${flowId}/reviews/${id}/decide`, {
        decision,
        ...(note.trim() && { note: note.trim() }),
      }),
    onError,
    onSettled,
  });
  const saveGuard = useMutation({
    mutationFn: (settings: GuardSettings) => api.put<GuardSettings>('/settings/guard', settings),
    onSuccess: () => void message.success(t('guard_saved')),
    onError,
    onSettled,
  });
  return { start, cancel, ask, decide, saveGuard };
}
