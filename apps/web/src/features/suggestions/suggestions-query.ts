import { queryOptions } from '@tanstack/react-query';
import type { SuggestionsResponse, SuggestionStatus } from '@tagloom/contracts';
import { api } from '@/platform/api';

/** Looked at again while the page is open: rules make suggestions at any time. */
export const suggestionsQuery = (status: SuggestionStatus | undefined, customerId?: string) =>
  queryOptions({
    queryKey: ['suggestions', 'list', status, customerId],
    queryFn: () => {
      const search = new URLSearchParams({
        size: '100',
        ...(status && { status }),
        ...(customerId !== undefined && { customerId }),
      });
      return api.get<SuggestionsResponse>(`/suggestions?${search.toString()}`);
    },
    refetchInterval: 3_000,
  });
