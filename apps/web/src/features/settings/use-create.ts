import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';

/** Posts a new thing and reads its list again. */
export function useCreate<Body extends { name: string }, Result>(
  path: string,
  listKey: string,
  onCreated: (result: Result) => void,
) {
  const { t } = useTranslation('settings');
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => api.post<Result>(path, body),
    onSuccess: (result, { name }) => {
      void client.invalidateQueries({ queryKey: ['settings', listKey] });
      void message.success(t('created', { name }));
      onCreated(result);
    },
  });
}
