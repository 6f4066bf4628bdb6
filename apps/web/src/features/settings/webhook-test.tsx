import { useQuery } from '@tanstack/react-query';
import type { WebhookEndpoint, WebhookTestResult } from '@tagloom/contracts';
import { Alert, Modal, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { useOutboundError } from '@/platform/ui/use-outbound-error';
import styles from './webhook-test.module.css';

/** One signed test call, and what came back. */
export function WebhookTest({ endpoint, onClose }: { endpoint: WebhookEndpoint; onClose: () => void }) {
  const { t } = useTranslation(['settings', 'common']);
  const test = useQuery({
    queryKey: ['settings', 'webhookTest', endpoint.id],
    queryFn: () => api.post<WebhookTestResult>(`/webhook-endpoints/${endpoint.id}/test`),
    retry: false,
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  return (
    <Modal
      open
      title={t('test_title', { name: endpoint.name })}
      okText={t('test_again')}
      cancelText={t('common:close')}
      okButtonProps={{ loading: test.isFetching }}
      onOk={() => void test.refetch()}
      onCancel={onClose}
    >
      {test.isPending && <Skeleton active paragraph={{ rows: 3 }} />}
      {test.isError && <ErrorNotice error={test.error} title={t('test')} />}
      {test.data && <TestReceipt result={test.data} />}
    </Modal>
  );
}

function TestReceipt({ result: { delivered, status, body, error, durationMs } }: { result: WebhookTestResult }) {
  const { t } = useTranslation('settings');
  const { number } = useFormat();
  const errorText = useOutboundError();
  return (
    <div data-testid="webhook-receipt" data-delivered={delivered}>
      <Alert
        type={delivered ? 'success' : 'error'}
        showIcon
        title={t(delivered ? 'test_delivered' : 'test_failed')}
        description={error ? errorText(error) : t('test_status', { status: status ?? '', ms: number(durationMs) })}
      />
      {body && (
        <>
          <p className={styles.label}>{t('test_body')}</p>
          <pre className={styles.body}>{body}</pre>
        </>
      )}
    </div>
  );
}
