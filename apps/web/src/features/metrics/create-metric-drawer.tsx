import { useMutation, useQueryClient } from '@tanstack/react-query';
import { AGGREGATIONS, AGGREGATIONS_OF_A_PROPERTY, type CreateMetricRequest, type Metric } from '@tagloom/contracts';
import { App, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { ConditionRows } from '@/platform/ui/condition-rows';
import { EMPTY_FILTER } from '@/platform/ui/filter-rows';
import { FormDrawer } from '@/platform/ui/form-drawer';
import { MetricNameFields } from './metric-name-fields';
import { metricRequest, type MetricForm } from './metric-request';

const INITIAL: Partial<MetricForm> = { aggregation: 'count', span: 'days', days: 90, eventTypes: [] };
const SOURCES = ['event'] as const;

export function CreateMetricDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['metrics', 'common']);
  const { localized } = useFormat();
  const catalog = useCatalog();
  const [form] = Form.useForm<MetricForm>();
  const [filter, setFilter] = useState(EMPTY_FILTER);
  const save = useCreateMetric(onClose);
  const aggregation = Form.useWatch('aggregation', form) ?? 'count';
  const eventTypes = Form.useWatch('eventTypes', form) ?? [];
  const span = Form.useWatch('span', form);
  const facts = catalog.facts.filter(
    (fact) =>
      fact.source === 'event' &&
      (eventTypes.length === 0 || fact.eventTypes?.some((type) => eventTypes.includes(type))),
  );
  const numeric = aggregation !== 'distinct';
  const ofProperty = AGGREGATIONS_OF_A_PROPERTY.includes(aggregation);
  return (
    <FormDrawer
      size={560}
      title={t('new')}
      failure={t('new')}
      submit={t('new')}
      form={form}
      initial={INITIAL}
      pending={save.isPending}
      error={save.error}
      testId="save-metric"
      onSubmit={(values) => save.mutate(metricRequest(values, filter))}
      onClose={onClose}
    >
      <Form.Item name="eventTypes" label={t('events')} rules={[{ required: true, message: t('events_required') }]}>
        <Select
          mode="multiple"
          options={catalog.eventTypes.map(({ name, label }) => ({ value: name, label: localized(label) }))}
        />
      </Form.Item>
      <Form.Item label={t('filter')}>
        <ConditionRows catalog={{ ...catalog, facts }} value={filter} onChange={setFilter} sources={SOURCES} />
      </Form.Item>
      <Form.Item name="aggregation" label={t('aggregation')}>
        <Select
          options={AGGREGATIONS.map((value) => ({ value, label: t(`agg_${value}`) }))}
          onChange={() => form.setFieldValue('property', undefined)}
        />
      </Form.Item>
      {ofProperty && (
        <Form.Item name="property" label={t('property')} rules={[{ required: true, message: t('property_required') }]}>
          <Select
            options={facts
              .filter(({ type }) => !numeric || type === 'number')
              .map(({ name, label }) => ({ value: name.slice('event.'.length), label: localized(label) }))}
          />
        </Form.Item>
      )}
      {!aggregation.startsWith('days_since') && (
        <Form.Item name="span" label={t('window')}>
          <Radio.Group
            options={[
              { value: 'days', label: t('window_days') },
              { value: 'lifetime', label: t('window_lifetime') },
            ]}
          />
        </Form.Item>
      )}
      {!aggregation.startsWith('days_since') && span === 'days' && (
        <Form.Item
          name="days"
          label={t('days')}
          rules={[{ required: true, type: 'integer', min: 1, max: 3650, message: t('days_required') }]}
        >
          <InputNumber suffix={t('common:days')} style={{ width: 160 }} />
        </Form.Item>
      )}
      <Form.Item
        name="key"
        label={t('key')}
        extra={t('key_hint')}
        rules={[{ required: true, pattern: /^[a-z][a-z0-9_]{0,59}$/, message: t('key_hint') }]}
      >
        <Input />
      </Form.Item>
      <MetricNameFields />
    </FormDrawer>
  );
}

function useCreateMetric(onCreated: () => void) {
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
