import { Button, Drawer, Form, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from './error-notice';

interface FormDrawerProps<T> {
  title: string;
  /** What the form could not do, over the reason. */
  failure: string;
  /** The word on the button when it is not «save». */
  submit?: string;
  size?: number;
  form: FormInstance<T>;
  initial: Partial<T>;
  pending: boolean;
  /** Something in the form says why it cannot be saved as it is. */
  blocked?: boolean;
  error: unknown;
  testId?: string;
  onSubmit: (values: T) => void;
  onClose: () => void;
  children: ReactNode;
}

/** A form in a drawer: what went wrong on top, the fields, the one button below. */
export function FormDrawer<T extends object>(props: FormDrawerProps<T>) {
  const {
    title,
    failure,
    submit,
    size = 432,
    form,
    initial,
    pending,
    blocked = false,
    error,
    testId,
    onSubmit,
    onClose,
  } = props;
  const { t } = useTranslation('common');
  return (
    <Drawer
      open
      size={size}
      title={title}
      onClose={onClose}
      footer={
        <Button type="primary" loading={pending} disabled={blocked} data-testid={testId} onClick={() => form.submit()}>
          {submit ?? t('save')}
        </Button>
      }
    >
      {error !== null && <ErrorNotice error={error} title={failure} />}
      <Form<T>
        form={form}
        layout="vertical"
        initialValues={initial as object}
        onFinish={(values) => !blocked && onSubmit(values)}
      >
        {props.children}
        {/* Lets Enter submit: the drawer's own button is outside of the form. */}
        <button type="submit" hidden />
      </Form>
    </Drawer>
  );
}
