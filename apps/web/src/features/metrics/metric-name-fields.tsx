import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

export interface MetricNames {
  zh: string;
  en?: string;
  unitZh?: string;
  unitEn?: string;
}

export function MetricNameFields() {
  const { t } = useTranslation(['metrics', 'ui']);
  return (
    <>
      <Form.Item
        name="zh"
        label={t('ui:name_zh')}
        rules={[{ required: true, whitespace: true, message: t('name_required') }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="en" label={t('ui:name_en')}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="unitZh" label={t('unit')}>
        <Input maxLength={10} placeholder={t('unit_hint')} />
      </Form.Item>
      <Form.Item name="unitEn" label={t('unit_en')}>
        <Input maxLength={20} />
      </Form.Item>
    </>
  );
}
