import { infiniteQueryOptions } from '@tanstack/react-query';
import type { ChangesResponse } from '@tagloom/contracts';
import { api } from '@/platform/api';

export interface ChangesFilter {
  tag?: string;
  customer?: string;
}

export const changesQuery = ({ tag, customer }: ChangesFilter) =>
  infiniteQueryOptions({
    queryKey: ['history', tag ?? '', customer ?? ''],
    queryFn: ({ pageParam }) => {
      const query = new URLSearchParams({
        ...(tag && { tag }),
        ...(customer && { customer }),
        ...(pageParam && { cursor: pageParam }),
      });
      return api.get<ChangesResponse>(`/changes?${query.toString()}`);
    },
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > 1 ? false : 3_000),
  });
