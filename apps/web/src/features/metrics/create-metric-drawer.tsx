import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalog } from '@/platform/catalog';
import { useFormat } from '@/platform/format';
import { ConditionRows } from '@/platform/ui/condition-rows';
import { EMPTY_FILTER } from '@/platform/ui/filter-rows';
import { FormDrawer } from '@/platform/ui/form-drawer';
import { ZoneSelect } from '@/platform/ui/zone-select';
import { AggregationFields } from './aggregation-fields';
import { fieldsOf } from './metric-fields';
import styles from './metric-form.module.css';
import { MetricNameFields } from './metric-name-fields';
import { metricRequest, windowOf, type MetricForm } from './metric-request';
import { useMetricSentence } from './metric-sentence';
import { ThenFields } from './then-fields';
import { useCreateMetric } from './use-create-metric';
import { WindowFields } from './window-fields';

const INITIAL: Partial<MetricForm> = {
  aggregation: 'count',
  eventTypes: [],
  windowKind: 'rolling',
  rolling: { amount: 90, unit: 'day' },
  which: 'this',
  period: 'month',
  valueType: 'text',
  top: 1,
  grace: 0,
  compare: 'none',
  within: { amount: 1, unit: 'day' },
};
const SOURCES = ['event'] as const;
const OWNERS = ['organisation', 'customer'] as const;

export function CreateMetricDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['metrics', 'common']);
  const { localized } = useFormat();
  const catalog = useCatalog();
  const [form] = Form.useForm<MetricForm>();
  const [filter, setFilter] = useState(EMPTY_FILTER);
  const [thenFilter, setThenFilter] = useState(EMPTY_FILTER);
  const save = useCreateMetric(onClose);
  const sentence = useMetricSentence();
  const values = Form.useWatch<MetricForm | undefined>([], form);
  const aggregation = values?.aggregation ?? 'count';
  const eventTypes = values?.eventTypes ?? [];
  const fields = fieldsOf(aggregation, 'lifetime');
  const facts = catalog.facts.filter(
    (fact) =>
      fact.source === 'event' &&
      (eventTypes.length === 0 || fact.eventTypes?.some((type) => eventTypes.includes(type))),
  );
  const complete =
    values &&
    eventTypes.length > 0 &&
    (!fields.property || values.property) &&
    (!fields.window || windowOf(values)) &&
    (!fields.then || (values.thenEvents?.length && values.within));
  return (
    <FormDrawer
      size={600}
      title={t('new')}
      failure={t('new')}
      submit={t('new')}
      form={form}
      initial={INITIAL}
      pending={save.isPending}
      error={save.error}
      testId="save-metric"
      onSubmit={(typed) => save.mutate(metricRequest(typed, filter, thenFilter))}
      onClose={onClose}
    >
      <Form.Item name="eventTypes" label={t('events')} rules={[{ required: true, message: t('events_required') }]}>
        <Select
          mode="multiple"
          data-testid="metric-events"
          options={catalog.eventTypes.map(({ name, label }) => ({ value: name, label: localized(label) }))}
        />
      </Form.Item>
      <Form.Item label={t('filter')}>
        <ConditionRows catalog={{ ...catalog, facts }} value={filter} onChange={setFilter} sources={SOURCES} />
      </Form.Item>
      <AggregationFields facts={facts} />
      {fields.then && <ThenFields catalog={catalog} filter={thenFilter} onFilter={setThenFilter} />}
      {fields.window && <WindowFields aggregation={aggregation} />}
      <Form.Item name="timeZone" label={t('time_zone')} extra={t('time_zone_help')}>
        <ZoneSelect owners={OWNERS} />
      </Form.Item>
      {complete && (
        <p className={styles.sentence} data-testid="metric-sentence">
          {sentence(metricRequest({ ...values, key: 'key', zh: values.zh ?? '' }, filter, thenFilter))}
        </p>
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
