import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { InboxResponse } from '@tagloom/contracts';
import { api } from '@/platform/api';
import { pollUnlessLive } from '@/platform/realtime';

/** How many are unread. */
export const unreadQuery = queryOptions({
  queryKey: ['inbox', 'unread'],
  queryFn: () => api.get<InboxResponse>('/inbox?size=1'),
  select: ({ unread }) => unread,
  refetchInterval: pollUnlessLive(10_000),
});

export const inboxQuery = infiniteQueryOptions({
  queryKey: ['inbox', 'list'],
  queryFn: ({ pageParam }) =>
    api.get<InboxResponse>(`/inbox?size=30${pageParam && `&cursor=${encodeURIComponent(pageParam)}`}`),
  initialPageParam: '',
  getNextPageParam: (last) => last.nextCursor,
  // A message may be on its way while someone already looks.
  refetchInterval: pollUnlessLive(3_000),
});
