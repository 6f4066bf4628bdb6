import type { Aggregation } from '@tagloom/contracts';
import { DatePicker, Form, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { DurationInput } from '@/platform/ui/duration-input';
import { fieldsOf, unitsOf } from './metric-fields';
import { windowOf, type MetricForm } from './metric-request';
import styles from './metric-form.module.css';
import { WindowDrawing } from './window-drawing';

const KINDS = ['rolling', 'calendar', 'since', 'lifetime'] as const;
const PERIODS = ['day', 'week', 'month', 'quarter', 'year'] as const;

/** When an event must have happened to count, drawn on a line of time. */
export function WindowFields({ aggregation }: { aggregation: Aggregation }) {
  const { t } = useTranslation('metrics');
  const form = Form.useFormInstance<MetricForm>();
  const values = Form.useWatch<MetricForm | undefined>([], form);
  const kind = values?.windowKind ?? 'rolling';
  const drawn = values && windowOf({ ...values, windowKind: kind });
  const canCompare = fieldsOf(aggregation, kind).compare;
  const required = [{ required: true, message: t('window_required') }];
  return (
    <>
      <Form.Item name="windowKind" label={t('window')} extra={t(`window_help_${kind}`)}>
        <Radio.Group
          optionType="button"
          options={KINDS.map((value) => ({ value, label: t(`window_${value}`) }))}
          data-testid="window-kind"
        />
      </Form.Item>
      {kind === 'rolling' && (
        <Form.Item name="rolling" label={t('window_length')} rules={required}>
          <DurationInput units={unitsOf(aggregation)} label={t('window_length')} />
        </Form.Item>
      )}
      {kind === 'calendar' && (
        <div className={styles.pair}>
          <Form.Item name="which" label={t('which')} rules={required}>
            <Select options={(['this', 'previous'] as const).map((value) => ({ value, label: t(`which_${value}`) }))} />
          </Form.Item>
          <Form.Item name="period" label={t('period')} rules={required}>
            <Select options={PERIODS.map((value) => ({ value, label: t(`period_${value}`) }))} />
          </Form.Item>
        </div>
      )}
      {kind === 'since' && (
        <Form.Item
          name="since"
          label={t('window_since_date')}
          rules={required}
          getValueProps={(value: string | undefined) => ({ value: value ? dayjs(value) : null })}
          getValueFromEvent={(day: dayjs.Dayjs | null) => day?.format('YYYY-MM-DD')}
        >
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      )}
      {drawn && <WindowDrawing window={drawn} compared={canCompare && (values.compare ?? 'none') !== 'none'} />}
      {canCompare && (
        <Form.Item name="compare" label={t('compare')} extra={t('compare_help')}>
          <Select
            options={(['none', 'difference', 'percent'] as const).map((value) => ({
              value,
              label: t(`compare_${value}`),
            }))}
          />
        </Form.Item>
      )}
    </>
  );
}
