import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ShadowResponse, StartShadowRequest } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';

/** What can be done on the page. */
export function useShadow(flowId: string) {
  const { t } = useTranslation('shadow');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const onError = (error: Error) => void message.error(errorText(error));
  const onSettled = () => client.invalidateQueries({ queryKey: ['shadow', flowId] });
  const start = useMutation({
    mutationFn: (request: StartShadowRequest) => api.post<ShadowResponse>(`/flows/${flowId}/shadow`, request),
    onSuccess: () => void message.success(t('started')),
    onError,
    onSettled,
  });
  const stop = useMutation({
    mutationFn: () => api.delete<ShadowResponse>(`/flows/${flowId}/shadow`),
    onSuccess: () => void message.success(t('stopped')),
    onError,
    onSettled,
  });
  return { start, stop };
}
