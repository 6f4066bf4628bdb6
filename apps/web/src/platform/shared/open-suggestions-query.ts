import { queryOptions } from '@tanstack/react-query';
import type { SuggestionsResponse } from '@tagloom/contracts';
import { api } from '@/platform/api';

/** How many wait; nothing until it is known. */
export const openSuggestionsQuery = queryOptions({
  queryKey: ['suggestions', 'open'],
  queryFn: () => api.get<SuggestionsResponse>('/suggestions?status=open&size=1'),
  select: ({ open }) => open,
  refetchInterval: 15_000,
});
