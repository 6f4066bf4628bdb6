import { DatePicker, Form, Input, Modal } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { endOf } from './end-of';

interface TagDialogProps {
  title: string;
  /** The word on the button, and what failed when it fails. */
  action: string;
  danger?: boolean;
  /** Whether enough is filled in. */
  ready?: boolean;
  pending: boolean;
  error: unknown;
  /** Asks until when, under this label, with a note of what happens then; not asked when absent. */
  until?: { label: string; note: string };
  /** With the reason and the time, when they were given. */
  onSubmit: (given: { reason?: string; expiresAt?: string }) => void;
  onClose: () => void;
  /** Above the reason. */
  children: ReactNode;
}

const CONFIRM: Record<`data-${string}`, string> = { 'data-testid': 'confirm-tag' };

/** Asks for the reason of a change by hand. */
export function TagDialog(props: TagDialogProps) {
  const { title, action, danger = false, ready = true, until, pending, error, onSubmit, onClose, children } = props;
  const { t } = useTranslation(['customers', 'common']);
  const [reason, setReason] = useState('');
  const [lastDay, setLastDay] = useState<Dayjs | null>(null);
  const given = {
    ...(reason.trim() && { reason: reason.trim() }),
    ...(until && lastDay && { expiresAt: endOf(lastDay) }),
  };
  return (
    <Modal
      open
      title={title}
      okText={action}
      cancelText={t('common:cancel')}
      okButtonProps={{ danger, disabled: !ready, loading: pending, ...CONFIRM }}
      onOk={() => ready && onSubmit(given)}
      onCancel={onClose}
    >
      {error !== null && <ErrorNotice error={error} title={action} />}
      <Form layout="vertical">
        {children}
        {until && (
          <Form.Item label={until.label} extra={until.note}>
            <DatePicker
              style={{ width: '100%' }}
              aria-label={until.label}
              placeholder={t('no_end')}
              value={lastDay}
              disabledDate={(day) => day.isBefore(dayjs(), 'day')}
              onChange={setLastDay}
              data-testid="tag-until"
            />
          </Form.Item>
        )}
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
