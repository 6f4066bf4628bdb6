import { useQuery } from '@tanstack/react-query';
import type { Run } from '@tagloom/contracts';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { metricsQuery } from './metrics-query';

/** What a run is about: of a metric its name in the language of the page, of a rule the name it was given. */
export function useRunTitle(): (run: Pick<Run, 'title' | 'metricId'>) => string {
  const { localized } = useFormat();
  const mayRead = useCan()('read', 'Metric');
  const { data: metrics } = useQuery({ ...metricsQuery, enabled: mayRead });
  return ({ title, metricId }) => {
    const metric = metricId === null ? undefined : metrics?.find(({ id }) => id === metricId);
    return metric ? localized(metric.name) : title;
  };
}
