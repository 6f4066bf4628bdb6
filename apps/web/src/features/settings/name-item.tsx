import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** The name of a new thing, in a form. */
export function NameItem({ label }: { label?: string }) {
  const { t } = useTranslation('settings');
  return (
    <Form.Item
      name="name"
      label={label ?? t('label')}
      rules={[{ required: true, whitespace: true, message: t('required') }]}
    >
      <Input maxLength={60} autoFocus />
    </Form.Item>
  );
}
