import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import type { CheckTagRequest, Tag, TagCheck, TagDetail, TagHealthReport } from '@tagloom/contracts';
import { api } from '@/platform/api';

export const tagQuery = (id: string) =>
  queryOptions({ queryKey: ['tags', 'one', id], queryFn: () => api.get<TagDetail>(`/tags/${id}`) });

/** By name, pinyin or initials. */
export const searchQuery = (text: string) =>
  queryOptions({
    queryKey: ['tags', 'search', text],
    queryFn: () => api.get<Tag[]>(`/tags/search?q=${encodeURIComponent(text)}`),
    placeholderData: keepPreviousData,
    enabled: text !== '',
  });

/** Counts over all customers: not asked for again at every step. */
export const healthQuery = queryOptions({
  queryKey: ['tags', 'health'],
  queryFn: () => api.get<TagHealthReport>('/tags/health'),
  staleTime: 60_000,
  retry: false,
});

export const checkQuery = (request: CheckTagRequest) =>
  queryOptions({
    queryKey: ['tags', 'check', request],
    queryFn: () => api.post<TagCheck>('/tags/check', request),
    placeholderData: keepPreviousData,
    enabled: request.name['zh-CN'].trim() !== '',
    retry: false,
  });

/** After a change of one's own; those of others come over the live connection. */
export function useTagsChanged(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    const keys = [['tags'], ['catalog'], ['sharing']];
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}
