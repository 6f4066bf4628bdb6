import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Metric, UpdateMetricRequest } from '@tagloom/contracts';
import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { FormDrawer } from '@/platform/ui/form-drawer';
import { localizedInput } from '@/platform/ui/localized-input';
import { MetricNameFields, type MetricNames } from './metric-name-fields';

export function RenameMetricDrawer({ metric, onClose }: { metric: Metric; onClose: () => void }) {
  const { t } = useTranslation(['metrics', 'common']);
  const { localized } = useFormat();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<MetricNames>();
  const save = useMutation({
    mutationFn: ({ zh, en, unitZh, unitEn }: MetricNames) => {
      const body: UpdateMetricRequest = {
        name: localizedInput(zh, en),
        unit: unitZh?.trim() ? localizedInput(unitZh, unitEn) : null,
      };
      return api.patch<Metric>(`/metrics/${metric.id}`, body);
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['metrics'] });
      void client.invalidateQueries({ queryKey: ['catalog'] });
      void message.success(t('saved'));
      onClose();
    },
  });
  return (
    <FormDrawer
      title={t('rename_title', { name: localized(metric.name) })}
      failure={t('rename')}
      form={form}
      initial={{
        zh: metric.name['zh-CN'],
        en: metric.name.en,
        unitZh: metric.unit?.['zh-CN'],
        unitEn: metric.unit?.en,
      }}
      pending={save.isPending}
      error={save.error}
      onSubmit={save.mutate}
      onClose={onClose}
    >
      <p>{t('rename_hint')}</p>
      <MetricNameFields />
    </FormDrawer>
  );
}
