import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Catalog } from '@tagloom/contracts';
import { api } from '@/platform/api';

export const catalogQuery = queryOptions({
  queryKey: ['catalog'],
  queryFn: () => api.get<Catalog>('/catalog'),
  staleTime: 5_000,
});

const EMPTY: Catalog = { facts: [], tags: [], eventTypes: [] };

/** What conditions and rules may mention; empty until it has loaded. */
export function useCatalog(): Catalog {
  return useQuery(catalogQuery).data ?? EMPTY;
}
