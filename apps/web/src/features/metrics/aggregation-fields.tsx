import type { Aggregation, FactDefinition } from '@tagloom/contracts';
import { Form, InputNumber, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { AGGREGATION_GROUPS, fieldsOf, GROUP_NAMES, propertyTypeOf } from './metric-fields';
import styles from './metric-form.module.css';
import type { MetricForm } from './metric-request';

/** How events become one value, and what that takes: which property, how many, how many may be missed. */
export function AggregationFields({ facts }: { facts: readonly FactDefinition[] }) {
  const { t } = useTranslation('metrics');
  const { localized } = useFormat();
  const form = Form.useFormInstance<MetricForm>();
  const aggregation = Form.useWatch('aggregation', form) ?? 'count';
  const valueType = Form.useWatch('valueType', form);
  const fields = fieldsOf(aggregation, 'lifetime');
  const wanted = propertyTypeOf(aggregation, valueType);
  return (
    <>
      <Form.Item name="aggregation" label={t('aggregation')} extra={t(`help_${aggregation}`)}>
        <Select<Aggregation>
          data-testid="metric-aggregation"
          listHeight={420}
          virtual={false}
          showSearch={{ optionFilterProp: 'label' }}
          options={GROUP_NAMES.map((group) => ({
            label: t(`group_${group}`),
            options: AGGREGATION_GROUPS[group].map((value) => ({
              value: value as Aggregation,
              label: t(`agg_${value}`),
            })),
          }))}
          optionRender={({ value, label }) => (
            <>
              {label}
              <span className={styles.option}>{t(`help_${String(value)}`)}</span>
            </>
          )}
          onChange={() => form.setFieldValue('property', undefined)}
        />
      </Form.Item>
      {fields.valueType && (
        <Form.Item name="valueType" label={t('value_type')}>
          <Radio.Group
            options={(['text', 'number'] as const).map((value) => ({ value, label: t(`value_type_${value}`) }))}
            onChange={() => form.setFieldValue('property', undefined)}
          />
        </Form.Item>
      )}
      {fields.property && (
        <Form.Item name="property" label={t('property')} rules={[{ required: true, message: t('property_required') }]}>
          <Select
            options={facts
              .filter(({ type }) => wanted === undefined || type === wanted)
              .map(({ name, label }) => ({ value: name.slice('event.'.length), label: localized(label) }))}
          />
        </Form.Item>
      )}
      {fields.top && (
        <Form.Item name="top" label={t('top')} extra={t('top_help')}>
          <InputNumber min={1} max={10} precision={0} style={{ width: 160 }} />
        </Form.Item>
      )}
      {fields.grace && (
        <Form.Item name="grace" label={t('grace')} extra={t('grace_help')}>
          <InputNumber
            min={0}
            max={6}
            precision={0}
            suffix={t(aggregation.endsWith('weeks') ? 'weeks' : 'common:days')}
            style={{ width: 160 }}
          />
        </Form.Item>
      )}
    </>
  );
}
