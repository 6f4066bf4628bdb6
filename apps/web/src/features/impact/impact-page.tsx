import { useQuery } from '@tanstack/react-query';
import type { FlowDetail } from '@tagloom/contracts';
import { Alert, Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { flowPreviewQuery } from '@/platform/shared/flow-preview-query';
import { isActive } from '@/platform/shared/runs-query';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { RunProgress } from '@/platform/ui/run-progress';
import { GuardCard } from './guard-card';
import styles from './impact.module.css';
import { ImpactDetails, ImpactFigures } from './impact-result';
import { Reviews } from './reviews';
import { useImpact } from './use-impact';

/** What publishing the draft to everyone would do, and who must agree to it. */
export function ImpactPage({ flowId }: { flowId: string }) {
  const flow = useQuery({
    queryKey: ['flows', flowId],
    queryFn: () => api.get<FlowDetail>(`/flows/${flowId}`),
    refetchOnMount: 'always',
  });
  if (flow.isError) return <ErrorNotice error={flow.error} onRetry={() => void flow.refetch()} />;
  if (!flow.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const { revision } = flow.data;
  return (
    <div className={page.page} data-testid="impact-page">
      <Preview flowId={flowId} revision={revision}>
        <div className={styles.agreement}>
          <GuardCard flowId={flowId} revision={revision} />
          <Reviews flowId={flowId} revision={revision} />
        </div>
      </Preview>
    </div>
  );
}

interface PreviewProps {
  flowId: string;
  revision: number;
  /** Between the numbers and their details, which may be long. */
  children: ReactNode;
}

function Preview({ flowId, revision, children }: PreviewProps) {
  const { t } = useTranslation('impact');
  const format = useFormat();
  const can = useCan();
  const preview = useQuery(flowPreviewQuery(flowId));
  const { start, cancel } = useImpact(flowId);
  const { run = null, impact = null, isCurrent = false } = preview.data ?? {};
  const isRunning = run !== null && isActive(run);
  return (
    <>
      <section className={page.card}>
        <div className={page.head}>
          <span className={page.note}>{t('lead')}</span>
          {isRunning ? (
            can('update', 'Run') && (
              <Button loading={cancel.isPending} data-testid="impact-cancel" onClick={() => cancel.mutate(run.id)}>
                {t('cancel')}
              </Button>
            )
          ) : (
            <Button
              type={isCurrent ? 'default' : 'primary'}
              loading={start.isPending}
              disabled={!can('update', 'Flow')}
              data-testid="impact-start"
              onClick={() => start.mutate(revision)}
            >
              {t(impact ? 'again' : 'start')}
            </Button>
          )}
        </div>
        {preview.isPending && <Skeleton active />}
        {preview.isError && <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />}
        {isRunning && <RunProgress run={run} />}
        {run?.status === 'cancelled' && <Alert type="info" showIcon title={t('cancelled')} />}
        {run?.status === 'failed' && <Alert type="error" showIcon title={t('failed')} description={run.error} />}
        {preview.isSuccess && !isRunning && !impact && <EmptyState title={t('empty')} hint={t('empty_hint')} />}
        {impact && (
          <p className={page.note}>
            {t('made_at', { when: format.dateTime(impact.at), revision: preview.data?.revision })}
          </p>
        )}
        {impact && !isCurrent && !isRunning && <Alert type="warning" showIcon title={t('outdated')} />}
      </section>
      {impact && <ImpactFigures impact={impact} />}
      {children}
      {impact && <ImpactDetails impact={impact} />}
    </>
  );
}
