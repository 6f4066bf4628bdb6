import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ShadowDifferenceKind, ShadowDifferencesResponse, ShadowResponse } from '@tagloom/contracts';
import { api } from '@/platform/api';

/** The shadow of a flow; looked at anew while it runs. */
export const shadowQuery = (flowId: string) =>
  queryOptions({
    queryKey: ['shadow', flowId],
    queryFn: async () => (await api.get<ShadowResponse>(`/flows/${flowId}/shadow`)).shadow,
    refetchInterval: ({ state }) => (state.data?.status === 'running' ? 10_000 : false),
    staleTime: 0,
  });

/** Customers who differ, page by page. */
export const differencesQuery = (flowId: string, shadowId: string, kind: ShadowDifferenceKind | null) =>
  infiniteQueryOptions({
    queryKey: ['shadow', flowId, 'differences', shadowId, kind],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({ ...(kind && { kind }), ...(pageParam && { after: pageParam }) });
      return api.get<ShadowDifferencesResponse>(`/flows/${flowId}/shadow/differences?${query}`);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  });
