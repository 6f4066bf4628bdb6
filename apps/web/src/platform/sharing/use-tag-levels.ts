import { useQuery } from '@tanstack/react-query';
import type { ShareLevel, Tag } from '@tagloom/contracts';
import { taxonomyQuery } from '@/platform/ui/taxonomy-query';
import { includesLevel } from './levels';

/** The tags that the caller knows of and may not use for this, by key. */
export function useTooLow(needs: ShareLevel | undefined): ReadonlyMap<string, Tag> {
  const { data } = useQuery({ ...taxonomyQuery, enabled: needs !== undefined });
  if (needs === undefined) return new Map();
  return new Map(data?.tags.filter(({ level }) => !includesLevel(level, needs)).map((tag) => [tag.key, tag]));
}

/** Whether the caller may do this with the tag; unknown tags are left to the server. */
export function useHasLevel(): (key: string, wanted: ShareLevel) => boolean {
  const { data } = useQuery(taxonomyQuery);
  return (key, wanted) => {
    const tag = data?.tags.find((known) => known.key === key);
    return tag === undefined || includesLevel(tag.level, wanted);
  };
}
