import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query';
import type { Approval, ApprovalsResponse } from '@tagloom/contracts';
import { api } from '@/platform/api';
import { pollUnlessLive } from '@/platform/realtime';

/** Those that are open, or all that the reader may know of; newest first. */
export const approvalsQuery = (status: 'open' | undefined) =>
  infiniteQueryOptions({
    queryKey: ['approvals', 'list', status],
    queryFn: ({ pageParam }) => api.get<ApprovalsResponse>(`/approvals${search({ status, cursor: pageParam })}`),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: pollUnlessLive(10_000),
  });

export const approvalQuery = (id: string) =>
  queryOptions({
    queryKey: ['approvals', 'one', id],
    queryFn: () => api.get<Approval>(`/approvals/${id}`),
    refetchInterval: pollUnlessLive(10_000),
  });

function search(params: Record<string, string | undefined>): string {
  const given = Object.entries(params).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

/** After a word of one's own: what was waiting, and what was done by it. */
export function useApprovalsChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    const keys = [['approvals'], ['tags'], ['catalog'], ['sharing'], ['flows'], ['customers'], ['inbox']];
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}
