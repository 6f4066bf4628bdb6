import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { Me } from '@tagloom/contracts';
import { useCallback } from 'react';
import { api } from '@/platform/api';

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: () => api.get<Me>('/auth/me'), staleTime: 60_000 });

/** Who is signed in. Pages behind the frame always have one. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether the role may do something, so that what would be refused is not offered; through others' eyes one only looks. */
export function useCan(): (action: string, subject: string) => boolean {
  const { abilities, seeAs } = useMe();
  const mayWrite = !seeAs;
  return useCallback(
    (action, subject) => (mayWrite || action === 'read') && abilities.includes(`${action}:${subject}`),
    [abilities, mayWrite],
  );
}
