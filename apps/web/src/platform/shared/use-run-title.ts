import { useQuery } from '@tanstack/react-query';
import type { Run } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/platform/auth';
import { useFormat } from '@/platform/format';
import { metricsQuery } from './metrics-query';

/** What a run is about: of a metric its name in the language of the page, of a rule the name it was given, of a bulk edit what it does. */
export function useRunTitle(): (run: Pick<Run, 'title' | 'metricId' | 'tag' | 'stance'>) => string {
  const { t } = useTranslation('ui');
  const { localized } = useFormat();
  const mayRead = useCan()('read', 'Metric');
  const { data: metrics } = useQuery({ ...metricsQuery, enabled: mayRead });
  return ({ title, metricId, tag, stance }) => {
    if (stance) return t(`run_bulk_${stance}`, { name: tag ? localized(tag.name) : title });
    const metric = metricId === null ? undefined : metrics?.find(({ id }) => id === metricId);
    return metric ? localized(metric.name) : title;
  };
}
