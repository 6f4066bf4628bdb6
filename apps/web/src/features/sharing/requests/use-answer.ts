import { useMutation } from '@tanstack/react-query';
import type { AnswerShareRequest, ShareRequest } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useSharingChanged } from '../sharing-queries';

type Refused = (error: unknown, body: AnswerShareRequest) => void;

export function useAnswer(id: string, onDone: () => void, onRefused?: Refused) {
  const { t } = useTranslation('sharing');
  const { message } = App.useApp();
  const changed = useSharingChanged();
  return useMutation({
    mutationFn: (body: AnswerShareRequest) => api.post<ShareRequest>(`/share-requests/${id}/answer`, body),
    onSuccess: async ({ status }) => {
      await changed();
      void message.success(t(status === 'granted' ? 'granted' : 'refused'));
      onDone();
    },
    // somebody else may have been faster: show what it is now
    onError: async (error, body) => {
      onRefused?.(error, body);
      await changed();
    },
  });
}

export function useWithdraw() {
  const { t } = useTranslation('sharing');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const changed = useSharingChanged();
  return useMutation({
    mutationFn: (id: string) => api.delete<ShareRequest>(`/share-requests/${id}`),
    onSuccess: () => void message.success(t('withdrawn')),
    onError: (error) => void message.error(errorText(error)),
    onSettled: changed,
  });
}
