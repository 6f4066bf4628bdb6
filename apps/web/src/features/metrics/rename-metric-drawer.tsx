import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Metric, UpdateMetricRequest } from '@tagloom/contracts';
import { App, Button, Drawer, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
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
    <Drawer
      open
      size={432}
      title={t('rename_title', { name: localized(metric.name) })}
      onClose={onClose}
      footer={
        <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
          {t('common:save')}
        </Button>
      }
    >
      {save.isError && <ErrorNotice error={save.error} title={t('rename')} />}
      <p>{t('rename_hint')}</p>
      <Form<MetricNames>
        form={form}
        layout="vertical"
        initialValues={{
          zh: metric.name['zh-CN'],
          en: metric.name.en,
          unitZh: metric.unit?.['zh-CN'],
          unitEn: metric.unit?.en,
        }}
        onFinish={(values) => save.mutate(values)}
      >
        <MetricNameFields />
        <button type="submit" hidden />
      </Form>
    </Drawer>
  );
}
