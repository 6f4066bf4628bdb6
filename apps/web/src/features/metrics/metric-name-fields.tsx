import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { NameFields, type Names } from '@/platform/ui/name-fields';

export interface MetricNames extends Names {
  unitZh?: string;
  unitEn?: string;
}

export function MetricNameFields() {
  const { t } = useTranslation('metrics');
  return (
    <>
      <NameFields max={40} required={t('name_required')} />
      <Form.Item name="unitZh" label={t('unit')}>
        <Input maxLength={10} placeholder={t('unit_hint')} />
      </Form.Item>
      <Form.Item name="unitEn" label={t('unit_en')}>
        <Input maxLength={20} />
      </Form.Item>
    </>
  );
}
