import type { CountResponse, Flow } from '@tagloom/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '@/platform/api';
import { meaningOf } from '../store/edits';
import { useDebounced } from './use-debounced';

/** Counts the customers at every node, shortly after the last edit that matters; the last counts stay until new ones land. */
export function useLiveCounts(
  flow: Flow,
  flowId: string,
  enabled: boolean,
): { counts: CountResponse | undefined; stale: boolean } {
  const meaning = useMemo(() => meaningOf(flow), [flow]);
  const settled = useDebounced(meaning, 400);
  const { data, isFetching } = useQuery({
    queryKey: ['flowEditor', 'count', flowId, settled],
    queryFn: () => api.post<CountResponse>('/flows/count', { flow, flowId }),
    enabled: enabled && settled === meaning,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 10_000,
    gcTime: 60_000,
  });
  return { counts: data, stale: isFetching || settled !== meaning || !enabled };
}
