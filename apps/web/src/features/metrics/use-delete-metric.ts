import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Metric } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useFormat } from '@/platform/format';

/** Asks, deletes, and says why not when a rule uses the metric. */
export function useDeleteMetric(): (metric: Metric) => void {
  const { t } = useTranslation(['metrics', 'common']);
  const { localized } = useFormat();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (metric: Metric) => api.delete<void>(`/metrics/${metric.id}`),
    onSuccess: (_, { name }) => {
      void client.invalidateQueries({ queryKey: ['metrics'] });
      void client.invalidateQueries({ queryKey: ['catalog'] });
      void message.success(t('deleted', { name: localized(name) }));
    },
    onError: (error, { name }) => void modal.error({ title: localized(name), content: errorText(error) }),
  });
  return (metric) =>
    void modal.confirm({
      title: t('delete_title', { name: localized(metric.name) }),
      content: t('delete_text'),
      okText: t('delete'),
      okButtonProps: { danger: true },
      cancelText: t('common:cancel'),
      onOk: () => remove.mutateAsync(metric).catch(() => undefined),
    });
}
