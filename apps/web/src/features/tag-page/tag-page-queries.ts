import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import type {
  Lineage,
  MergePreview,
  MergeTagRequest,
  SplitPreview,
  SplitTagRequest,
  TagBin,
  TagDetail,
  TagHealthReport,
  TagOperations,
  TagUses,
  TagVersion,
} from '@tagloom/contracts';
import { api } from '@/platform/api';

// the keys of the library, so that a change of tags makes all of them stale
export const tagQuery = (id: string) =>
  queryOptions({ queryKey: ['tags', 'one', id], queryFn: () => api.get<TagDetail>(`/tags/${id}`) });
export const usesQuery = (id: string) =>
  queryOptions({ queryKey: ['tags', 'uses', id], queryFn: () => api.get<TagUses>(`/tags/${id}/uses`), retry: false });
export const lineageQuery = (id: string) =>
  queryOptions({
    queryKey: ['tags', 'lineage', id],
    queryFn: () => api.get<Lineage>(`/tags/${id}/lineage`),
    retry: false,
  });
export const versionsQuery = (id: string) =>
  queryOptions({ queryKey: ['tags', 'versions', id], queryFn: () => api.get<TagVersion[]>(`/tags/${id}/versions`) });
export const healthQuery = queryOptions({
  queryKey: ['tags', 'health'],
  queryFn: () => api.get<TagHealthReport>('/tags/health'),
  staleTime: 60_000,
  retry: false,
});
export const binQuery = queryOptions({ queryKey: ['tags', 'bin'], queryFn: () => api.get<TagBin>('/tags/bin') });
export const operationsQuery = queryOptions({
  queryKey: ['tags', 'operations'],
  queryFn: () => api.get<TagOperations>('/tag-operations'),
});
export const mergePreviewQuery = (id: string, into: string | undefined) =>
  queryOptions({
    queryKey: ['tags', 'merge', id, into],
    queryFn: () => api.post<MergePreview>(`/tags/${id}/merge/preview`, { into: into ?? '' } satisfies MergeTagRequest),
    enabled: into !== undefined,
    retry: false,
  });

export const splitPreviewQuery = (id: string, parts: SplitTagRequest['parts'] | undefined) =>
  queryOptions({
    queryKey: ['tags', 'split', id, parts],
    queryFn: () =>
      api.post<SplitPreview>(`/tags/${id}/split/preview`, { parts: parts ?? [] } satisfies SplitTagRequest),
    enabled: parts !== undefined,
    // while one types, what was counted last stays
    placeholderData: keepPreviousData,
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
