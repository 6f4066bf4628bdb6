import { Form, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '@/platform/ui/error-notice';

interface CreateDialogProps<T> {
  title: string;
  initial?: Partial<T>;
  pending: boolean;
  error: unknown;
  onSubmit: (values: T) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form for one new thing. */
export function CreateDialog<T extends object>({
  title,
  initial,
  pending,
  error,
  onSubmit,
  onClose,
  children,
}: CreateDialogProps<T>) {
  const { t } = useTranslation('common');
  const [form] = Form.useForm<T>();
  return (
    <Modal
      open
      title={title}
      okText={title}
      cancelText={t('cancel')}
      confirmLoading={pending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {error !== null && <ErrorNotice error={error} title={title} />}
      <Form<T> form={form} layout="vertical" initialValues={initial as object} onFinish={onSubmit}>
        {children}
        {/* Lets Enter submit: the dialog's own button is outside of the form. */}
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
