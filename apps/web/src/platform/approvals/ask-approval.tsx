import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Approval, ApprovalRequest, AskApprovalRequest } from '@tagloom/contracts';
import { Alert, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { ErrorNotice } from '@/platform/ui/error-notice';
import styles from './ask-approval.module.css';
import { ApprovalSent } from './approval-sent';

interface AskApprovalProps {
  request: ApprovalRequest;
  /** What was written in the dialog already. */
  reason?: string;
  /** To the fields of the dialog; absent where there are none. */
  onBack?: () => void;
  onClose: () => void;
}

/** The step of a dialog in which a second person is asked: why, then who will be asked and where to follow it. */
export function AskApproval({ request, reason = '', onBack, onClose }: AskApprovalProps) {
  const { t } = useTranslation(['approving', 'common']);
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: (why: string) =>
      api.post<Approval>('/approvals', { request, reason: why.trim() } satisfies AskApprovalRequest),
    onSuccess: () => client.invalidateQueries({ queryKey: ['approvals'] }),
  });
  if (send.data) return <ApprovalSent approval={send.data} onClose={onClose} />;
  return (
    <div className={styles.step} data-testid="ask-approval">
      <Alert type="info" showIcon title={t('needed')} description={t('needed_text')} />
      {send.isError && <ErrorNotice error={send.error} title={t('not_sent')} />}
      <Form<{ reason: string }>
        layout="vertical"
        requiredMark={false}
        initialValues={{ reason }}
        onFinish={(values) => send.mutate(values.reason)}
      >
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reason_required') }]}
        >
          <Input.TextArea rows={3} maxLength={500} placeholder={t('reason_hint')} autoFocus />
        </Form.Item>
        <div className={styles.foot}>
          <Button disabled={send.isPending} onClick={onBack ?? onClose}>
            {t(onBack ? 'back' : 'common:cancel')}
          </Button>
          <Button type="primary" htmlType="submit" loading={send.isPending} data-testid="send-approval">
            {t('send')}
          </Button>
        </div>
      </Form>
    </div>
  );
}
