import { useQuery } from '@tanstack/react-query';
import { useCan } from '@/platform/auth';
import { openSuggestionsQuery } from '@/platform/shared/open-suggestions-query';

/** How many suggestions wait for an answer; none for whoever may not see them. */
export function useOpenSuggestions(): number {
  const mayRead = useCan()('read', 'Suggestion');
  return useQuery({ ...openSuggestionsQuery, enabled: mayRead }).data ?? 0;
}
