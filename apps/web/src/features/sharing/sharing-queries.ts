import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { Share, ShareRequest, SharingMatrix } from '@tagloom/contracts';
import { api } from '@/platform/api';

export const matrixQuery = queryOptions({
  queryKey: ['sharing', 'matrix'],
  queryFn: () => api.get<SharingMatrix>('/sharing'),
});
/** Those in force. */
export const sharesQuery = queryOptions({
  queryKey: ['sharing', 'shares'],
  queryFn: () => api.get<Share[]>('/shares'),
});
/** Those that have ended as well. */
export const allSharesQuery = queryOptions({
  queryKey: ['sharing', 'all'],
  queryFn: () => api.get<Share[]>('/shares?ended=true'),
});
export const tagSharesQuery = (tagId: string) =>
  queryOptions({
    queryKey: ['sharing', 'tag', tagId],
    queryFn: () => api.get<Share[]>(`/shares?tag=${tagId}`),
  });
export const groupSharesQuery = (groupId: string) =>
  queryOptions({
    queryKey: ['sharing', 'group', groupId],
    queryFn: () => api.get<Share[]>(`/shares?group=${groupId}`),
  });
export const requestsQuery = queryOptions({
  queryKey: ['sharing', 'requests'],
  queryFn: () => api.get<ShareRequest[]>('/share-requests'),
});

/** After a change of one's own; those of others come over the live connection. */
export function useSharingChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    const keys = [['sharing'], ['tags'], ['catalog']];
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}
