import { queryOptions } from '@tanstack/react-query';
import type { Metric } from '@tagloom/contracts';
import { api } from '@/platform/api';

/** Looked at again while a metric's history is being computed. */
export const metricsQuery = queryOptions({
  queryKey: ['metrics', 'list'],
  queryFn: () => api.get<Metric[]>('/metrics'),
  refetchInterval: (query) => (query.state.data?.some(({ status }) => status === 'computing') ? 1_000 : false),
});
