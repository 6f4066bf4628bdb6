import { useInfiniteQuery } from '@tanstack/react-query';
import { useCan } from '@/platform/auth';
import { approvalsQuery } from './approvals-queries';

/** How many wait for the caller's word, for the navigation; none for whoever may not see them. */
export function useWaitingApprovals(): number {
  const mayRead = useCan()('read', 'Approval');
  const open = useInfiniteQuery({ ...approvalsQuery('open'), enabled: mayRead });
  return open.data?.pages.flatMap(({ items }) => items).filter(({ mine }) => mine).length ?? 0;
}
