import { queryOptions } from '@tanstack/react-query';
import type { Run } from '@tagloom/contracts';
import { api } from '@/platform/api';
import { pollUnlessLive } from '@/platform/realtime';

const whileIdle = pollUnlessLive(5_000);

export const isActive = ({ status }: Run): boolean => status === 'queued' || status === 'running';

/** The latest runs; looked at every second while one is under way. */
export const runsQuery = queryOptions({
  queryKey: ['runs', 'list'],
  queryFn: () => api.get<Run[]>('/runs'),
  refetchInterval: (query) => (query.state.data?.some(isActive) ? 1_000 : whileIdle()),
});
