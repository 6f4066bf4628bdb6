import type { Catalog } from '@tagloom/contracts';
import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/platform/format';
import { ConditionRows } from '@/platform/ui/condition-rows';
import { DurationInput } from '@/platform/ui/duration-input';
import type { Filter } from '@/platform/ui/filter-rows';
import type { MetricForm } from './metric-request';

const SOURCES = ['event'] as const;

interface ThenFieldsProps {
  catalog: Catalog;
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

/** The second event of a sequence: which one, and within which time of the first. */
export function ThenFields({ catalog, filter, onFilter }: ThenFieldsProps) {
  const { t } = useTranslation('metrics');
  const { localized } = useFormat();
  const form = Form.useFormInstance<MetricForm>();
  const events = Form.useWatch('thenEvents', form) ?? [];
  const facts = catalog.facts.filter(
    ({ source, eventTypes }) =>
      source === 'event' && (events.length === 0 || eventTypes?.some((type) => events.includes(type))),
  );
  return (
    <>
      <Form.Item name="thenEvents" label={t('then')} rules={[{ required: true, message: t('events_required') }]}>
        <Select
          mode="multiple"
          options={catalog.eventTypes.map(({ name, label }) => ({ value: name, label: localized(label) }))}
        />
      </Form.Item>
      <Form.Item label={t('filter')}>
        <ConditionRows catalog={{ ...catalog, facts }} value={filter} onChange={onFilter} sources={SOURCES} />
      </Form.Item>
      <Form.Item
        name="within"
        label={t('within')}
        extra={t('within_help')}
        rules={[{ required: true, message: t('window_required') }]}
      >
        <DurationInput label={t('within')} />
      </Form.Item>
    </>
  );
}
