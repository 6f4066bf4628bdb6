import type { ReachResponse } from '@tagloom/contracts';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/platform/api';
import type { Applied } from './use-publish';

/** Whom a publication would ask at once, and for how long; undefined while that is not known, or the day not chosen. */
export function useReach(flowId: string, { apply, since }: Applied): ReachResponse | undefined {
  const { data } = useQuery({
    queryKey: ['flowEditor', 'reach', flowId, apply, since],
    queryFn: () => api.post<ReachResponse>(`/flows/${flowId}/reach`, { apply, ...(apply === 'since' && { since }) }),
    enabled: apply !== 'since' || since !== undefined,
  });
  return data;
}
