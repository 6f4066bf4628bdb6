import { TAG_SENSITIVITIES } from '@tagloom/contracts';
import { DatePicker, Form, Input, InputNumber, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { dayOf, isPast } from '@/platform/sharing';
import styles from './form.module.css';

/** How careful one is with it, how long a word about it holds, and when it is looked at again. */
export function KeptFields({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation(['tags', 'common']);
  return (
    <>
      <h3 className={styles.section}>{t('section_kept')}</h3>
      <div className={styles.pair}>
        <Form.Item name="sensitivity" label={t('sensitivity')}>
          <Select options={TAG_SENSITIVITIES.map((value) => ({ value, label: t(`sensitivity_${value}`) }))} />
        </Form.Item>
        <Form.Item name="validityDays" label={t('validity')} extra={t('validity_hint')}>
          <InputNumber
            min={1}
            max={3650}
            precision={0}
            suffix={t('common:days')}
            placeholder={t('validity_none')}
            style={{ width: '100%' }}
          />
        </Form.Item>
        <Form.Item
          name="reviewAt"
          label={t('review')}
          getValueProps={(value: string | null) => ({ value: dayOf(value) })}
          normalize={(day: Dayjs | null) => day?.format('YYYY-MM-DD') ?? null}
        >
          <DatePicker style={{ width: '100%' }} placeholder={t('review_none')} disabledDate={isPast} />
        </Form.Item>
      </div>
      {isNew ? (
        <Form.Item
          name="key"
          label={t('key')}
          extra={`${t('key_hint')}${t('key_auto')}`}
          rules={[{ pattern: /^[a-z][a-z0-9_]{0,59}$/, message: t('key_hint') }]}
        >
          <Input />
        </Form.Item>
      ) : (
        <Form.Item name="note" label={t('change_note')}>
          <Input maxLength={300} placeholder={t('change_note_hint')} />
        </Form.Item>
      )}
    </>
  );
}
