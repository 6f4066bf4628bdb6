import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { Me } from '@tagloom/contracts';
import { useCallback } from 'react';
import { api } from '@/platform/api';

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => api.get<Me>('/auth/me'), staleTime: 60_000 });

/** Who is signed in. Pages behind the frame always have one. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether the role may do something, so that what would be refused is not offered. */
export function useCan(): (action: string, subject: string) => boolean {
  const { abilities } = useMe();
  return useCallback((action, subject) => abilities.includes(`${action}:${subject}`), [abilities]);
}
