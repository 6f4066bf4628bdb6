import type { FlowDetail, FlowVersion } from '@tagloom/contracts';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { EmptyState } from '@/platform/ui/empty-state';
import { ErrorNotice } from '@/platform/ui/error-notice';
import page from '@/platform/ui/page.module.css';
import { Comparison, type Compared } from './comparison';
import { SchedulePanel } from './schedule-panel';
import { StopFlow } from './stop-flow';
import { VersionCard } from './version-card';

/** Every version of a rule: who, when, why, what it says; two of them compared; one brought back; the rule stopped. */
export function VersionsPage({ flowId }: { flowId: string }) {
  const { t } = useTranslation('flowVersions');
  const flow = useQuery({ queryKey: ['flows', flowId], queryFn: () => api.get<FlowDetail>(`/flows/${flowId}`) });
  const versions = useQuery({
    queryKey: ['flowVersions', flowId],
    queryFn: () => api.get<FlowVersion[]>(`/flows/${flowId}/versions`),
    staleTime: 0,
  });
  const [compared, setCompared] = useState<Compared>();
  const failed = flow.error ?? versions.error;
  return (
    <div className={page.page} data-testid="flow-versions">
      {failed && <ErrorNotice error={failed} onRetry={() => void Promise.all([flow.refetch(), versions.refetch()])} />}
      {(flow.isPending || versions.isPending) && <Skeleton active paragraph={{ rows: 8 }} />}
      {flow.data && flow.data.status !== 'draft' && <StopFlow flow={flow.data} />}
      {flow.data && <SchedulePanel flow={flow.data} />}
      {flow.data && versions.data && versions.data.length > 0 && (
        <Comparison flow={flow.data} versions={versions.data} compared={compared} onChange={setCompared} />
      )}
      {flow.data && versions.data && (
        <section className={page.sheet}>
          {versions.data.length === 0 && <EmptyState title={t('empty')} hint={t('empty_hint')} />}
          {versions.data.map((version, index) => (
            <VersionCard
              key={version.version}
              flow={flow.data}
              version={version}
              onCompare={() => setCompared(comparedWith(version, versions.data[index + 1]))}
            />
          ))}
        </section>
      )}
    </div>
  );
}

/** With the one before; the first one, which has none, with the draft. */
function comparedWith({ version }: FlowVersion, former: FlowVersion | undefined): Compared {
  return former ? { a: String(former.version), b: String(version) } : { a: String(version), b: 'draft' };
}
