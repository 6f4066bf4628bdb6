import type { FlowDetail } from '@tagloom/contracts';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { Differences } from './differences';
import { ShadowResult } from './shadow-result';
import { ShadowState } from './shadow-state';
import { shadowQuery } from './shadow-query';
import { StartForm } from './start-form';

/** The rule beside what is published, applying nothing: start it, watch it, and compare before publishing. */
export function ShadowPage({ flowId }: { flowId: string }) {
  const { t } = useTranslation('shadow');
  const flow = useQuery({
    queryKey: ['flows', flowId],
    queryFn: () => api.get<FlowDetail>(`/flows/${flowId}`),
    refetchOnMount: 'always',
  });
  const found = useQuery(shadowQuery(flowId));
  const failed = flow.error ?? found.error;
  if (failed) return <ErrorNotice error={failed} onRetry={() => void Promise.all([flow.refetch(), found.refetch()])} />;
  if (!flow.data || found.data === undefined) return <Skeleton active paragraph={{ rows: 8 }} />;
  const shadow = found.data;
  return (
    <div className={page.page} data-testid="shadow-page">
      <section className={page.card}>
        <p className={page.note}>{t('lead')}</p>
        {shadow && <ShadowState shadow={shadow} flowId={flowId} />}
        {!shadow && <EmptyState title={t('empty')} hint={t('empty_hint')} />}
        {shadow?.status !== 'running' && <StartForm flow={flow.data} isAgain={shadow !== null} />}
      </section>
      {shadow && shadow.evaluated > 0 && <ShadowResult shadow={shadow} />}
      {shadow && shadow.evaluated > 0 && <Differences key={shadow.id} flowId={flowId} shadow={shadow} />}
    </div>
  );
}
