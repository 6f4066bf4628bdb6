import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '@/platform/ui/error-notice';
import styles from './approvals.module.css';
import { useDecide } from './use-decide';

/** The word of the second person. Whoever refuses says why. */
export function DecideForm({ id }: { id: string }) {
  const { t } = useTranslation('approvals');
  const [form] = Form.useForm<{ note?: string }>();
  const decide = useDecide(id);
  const note = (): string => (form.getFieldValue('note') as string | undefined)?.trim() ?? '';
  const reject = () => {
    if (note() === '') form.setFields([{ name: 'note', errors: [t('note_required')] }]);
    else decide.mutate({ decision: 'reject', note: note() });
  };
  return (
    <Form form={form} layout="vertical" className={styles.decide} data-testid="decide">
      {decide.isError && <ErrorNotice error={decide.error} title={t('not_decided')} />}
      <Form.Item name="note" label={t('note_needed')} style={{ marginBlockEnd: 0 }}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <div className={styles.buttons}>
        <Button danger disabled={decide.isPending} data-testid="reject-approval" onClick={reject}>
          {t('reject')}
        </Button>
        <Button
          type="primary"
          loading={decide.isPending}
          data-testid="approve-approval"
          onClick={() => decide.mutate({ decision: 'approve', note: note() })}
        >
          {t('approve')}
        </Button>
      </div>
    </Form>
  );
}
