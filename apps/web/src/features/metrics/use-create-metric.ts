import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CreateMetricRequest, Metric } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';

export function useCreateMetric(onCreated: () => void) {
  const { t } = useTranslation('metrics');
  const { localized } = useFormat();
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateMetricRequest) => api.post<Metric>('/metrics', body),
    onSuccess: ({ name }) => {
      void client.invalidateQueries({ queryKey: ['metrics'] });
      void client.invalidateQueries({ queryKey: ['catalog'] });
      void message.success(t('created', { name: localized(name) }));
      onCreated();
    },
  });
}
