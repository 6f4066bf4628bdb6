import { queryOptions } from '@tanstack/react-query';
import type { FlowSummary } from '@tagloom/contracts';
import { api } from '@/platform/api';

export const flowsQuery = queryOptions({
  queryKey: ['flows', 'list'],
  queryFn: () => api.get<FlowSummary[]>('/flows'),
});
