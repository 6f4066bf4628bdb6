import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { metricFactType, type Metric, type RfmModel, type RfmModelDefinition } from '@tagloom/contracts';
import { App, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { metricsQuery } from '@/platform/shared/metrics-query';
import { FormDrawer } from '@/platform/ui/form-drawer';
import { NameFields } from '@/platform/ui/name-fields';
import { formOf } from './form-of';
import { RfmPreviewCard } from './rfm-preview-card';
import { previewOf, rfmRequest, type RfmForm } from './rfm-request';
import styles from './rfm.module.css';

const METHODS = ['mean', 'top_percent', 'fixed'] as const;
const PARTS = ['recency', 'frequency', 'monetary'] as const;

/** Makes or changes a model; the customers in its cells are drawn while one chooses. */
export function RfmDrawer({ model, onClose }: { model: RfmModel | undefined; onClose: () => void }) {
  const { t } = useTranslation(['rfm', 'metrics']);
  const { localized } = useFormat();
  const [form] = Form.useForm<RfmForm>();
  const metrics = useQuery(metricsQuery).data ?? [];
  const save = useSave(model, onClose);
  const values = Form.useWatch<RfmForm | undefined>([], form);
  const definition = values && previewOf(values);
  const fits = (part: (typeof PARTS)[number], metric: Metric) =>
    metric.status === 'ready' &&
    metricFactType(metric) === 'number' &&
    (part !== 'recency' || metric.aggregation === 'days_since_last');
  const required = [{ required: true, message: t('required') }];
  const title = model ? t('edit_title', { name: localized(model.name) }) : t('new');
  return (
    <FormDrawer<RfmForm>
      size={600}
      title={title}
      failure={title}
      submit={model ? undefined : t('new')}
      form={form}
      initial={formOf(model)}
      pending={save.isPending}
      error={save.error}
      testId="save-rfm"
      onSubmit={(typed) => {
        const request = rfmRequest(typed);
        if (request) save.mutate(request);
      }}
      onClose={onClose}
    >
      {PARTS.map((part) => (
        <Form.Item key={part} name={part} label={t(part)} extra={t(`${part}_help`)} rules={required}>
          <Select
            placeholder={t('choose_metric')}
            notFoundContent={t(part === 'recency' ? 'no_recency_metric' : 'no_metric')}
            options={metrics
              .filter((metric) => fits(part, metric))
              .map(({ key, name }) => ({ value: key, label: localized(name) }))}
          />
        </Form.Item>
      ))}
      <Form.Item name="method" label={t('method')} extra={t(`method_help_${values?.method ?? 'mean'}`)}>
        <Radio.Group optionType="button" options={METHODS.map((value) => ({ value, label: t(`method_${value}`) }))} />
      </Form.Item>
      {values?.method === 'top_percent' && (
        <Form.Item name="percent" label={t('percent')} rules={required}>
          <InputNumber min={1} max={99} suffix="%" style={{ width: 160 }} />
        </Form.Item>
      )}
      {values?.method === 'fixed' && (
        <div className={styles.cuts}>
          {PARTS.map((part) => (
            <Form.Item key={part} name={`${part}Cut`} label={t(`${part}_cut`)} rules={required}>
              <InputNumber style={{ width: '100%' }} />
            </Form.Item>
          ))}
        </div>
      )}
      {definition && (
        <Form.Item label={t('preview')}>
          <RfmPreviewCard definition={definition} />
        </Form.Item>
      )}
      <Form.Item
        name="key"
        label={t('metrics:key')}
        extra={t('key_hint')}
        rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{0,39}$/, message: t('key_hint') }]}
      >
        <Input disabled={model !== undefined} />
      </Form.Item>
      <NameFields max={40} required={t('metrics:name_required')} />
    </FormDrawer>
  );
}

function useSave(model: RfmModel | undefined, onSaved: () => void) {
  const { t } = useTranslation('rfm');
  const { message } = App.useApp();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...rest }: RfmModelDefinition) =>
      model
        ? api.patch<RfmModel>(`/rfm-models/${model.id}`, rest)
        : api.post<RfmModel>('/rfm-models', { key, ...rest }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['rfm'] });
      void client.invalidateQueries({ queryKey: ['catalog'] });
      void message.success(t('saved'));
      onSaved();
    },
  });
}
