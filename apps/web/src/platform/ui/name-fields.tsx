import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

export interface Names {
  zh: string;
  en?: string;
}

interface NameFieldsProps {
  /** The most characters in Chinese; English has room for twice as many. */
  max: number;
  /** What is said when there is none. */
  required: string;
  autoFocus?: boolean;
}

/** A name in both languages, of which the Chinese one must be there. */
export function NameFields({ max, required, autoFocus }: NameFieldsProps) {
  const { t } = useTranslation('ui');
  return (
    <>
      <Form.Item name="zh" label={t('name_zh')} rules={[{ required: true, whitespace: true, message: required }]}>
        <Input maxLength={max} autoFocus={autoFocus} />
      </Form.Item>
      <Form.Item name="en" label={t('name_en')}>
        <Input maxLength={max * 2} />
      </Form.Item>
    </>
  );
}
