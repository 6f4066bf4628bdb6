import { Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '@/platform/ui/error-notice';

interface TagDialogProps {
  title: string;
  /** The word on the button, and what failed when it fails. */
  action: string;
  danger?: boolean;
  /** Whether enough is filled in. */
  ready?: boolean;
  pending: boolean;
  error: unknown;
  /** With the reason, when one was given. */
  onSubmit: (reason: { reason?: string }) => void;
  onClose: () => void;
  /** Above the reason. */
  children: ReactNode;
}

const CONFIRM: Record<`data-${string}`, string> = { 'data-testid': 'confirm-tag' };

/** Asks for the reason of a change by hand. */
export function TagDialog(props: TagDialogProps) {
  const { title, action, danger = false, ready = true, pending, error, onSubmit, onClose, children } = props;
  const { t } = useTranslation(['customers', 'common']);
  const [reason, setReason] = useState('');
  return (
    <Modal
      open
      title={title}
      okText={action}
      cancelText={t('common:cancel')}
      okButtonProps={{ danger, disabled: !ready, loading: pending, ...CONFIRM }}
      onOk={() => ready && onSubmit(reason.trim() ? { reason: reason.trim() } : {})}
      onCancel={onClose}
    >
      {error !== null && <ErrorNotice error={error} title={action} />}
      <Form layout="vertical">
        {children}
        <Form.Item label={t('reason')}>
          <Input.TextArea
            rows={2}
            maxLength={500}
            placeholder={t('reason_hint')}
            aria-label={t('reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
