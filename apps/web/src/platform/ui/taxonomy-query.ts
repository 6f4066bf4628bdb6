import { queryOptions } from '@tanstack/react-query';
import type { Taxonomy } from '@tagloom/contracts';
import { api } from '@/platform/api';

export const taxonomyQuery = queryOptions({
  queryKey: ['tags', 'taxonomy'],
  queryFn: () => api.get<Taxonomy>('/tags'),
  staleTime: 5_000,
});
