import { useQuery } from '@tanstack/react-query';
import type { Metric, Run } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { Mark } from '@/platform/ui/mark';
import { RunProgress } from '@/platform/ui/run-progress';

export function MetricStatus({ metric }: { metric: Metric }) {
  const { t } = useTranslation('metrics');
  const computing = metric.status === 'computing' && metric.runId !== null;
  const run = useQuery({
    queryKey: ['runs', metric.runId],
    queryFn: () => api.get<Run>(`/runs/${metric.runId}`),
    enabled: computing,
    refetchInterval: 1_000,
  });
  if (computing && run.data) return <RunProgress run={run.data} />;
  return <Mark tone={metric.status === 'ready' ? 'pass' : undefined}>{t(`status_${metric.status}`)}</Mark>;
}
