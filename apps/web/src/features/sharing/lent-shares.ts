import { useQueries, useQuery } from '@tanstack/react-query';
import type { Share } from '@tagloom/contracts';
import { taxonomyQuery } from '@/platform/ui/taxonomy-query';
import { groupsAround } from './groups-around';
import { groupSharesQuery, tagSharesQuery } from './sharing-queries';

/** What counts for each department: the share of the tag itself, else that of the nearest group around it. */
export function lentShares(onTag: readonly Share[], onGroups: readonly (readonly Share[])[]): Share[] {
  const counting = new Map<string, Share>();
  for (const share of [onTag, ...onGroups].flat())
    if (!counting.has(share.departmentId)) counting.set(share.departmentId, share);
  return [...counting.values()];
}

/** To whom a tag is lent, by itself or with its group, as far as the reader may know. */
export function useLentShares(tagId: string, enabled: boolean) {
  const taxonomy = useQuery({ ...taxonomyQuery, enabled });
  const groupId = taxonomy.data?.tags.find(({ id }) => id === tagId)?.groupId ?? null;
  const around = groupsAround(taxonomy.data?.groups ?? [], groupId);
  const onTag = useQuery({ ...tagSharesQuery(tagId), enabled });
  const onGroups = useQueries({ queries: around.map(({ id }) => ({ ...groupSharesQuery(id), enabled })) });
  const all = [taxonomy, onTag, ...onGroups];
  const failed = all.find(({ isError, data }) => isError && data === undefined);
  const isReady = all.every(({ data }) => data !== undefined);
  return {
    shares: isReady
      ? lentShares(
          onTag.data ?? [],
          onGroups.map(({ data }) => data ?? []),
        )
      : undefined,
    error: failed?.error,
    retry: () => all.filter(({ isError }) => isError).forEach(({ refetch }) => void refetch()),
  };
}
