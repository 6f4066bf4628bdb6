import { queryOptions, useQueryClient } from '@tanstack/react-query';
import type { Department, UserSummary } from '@tagloom/contracts';
import { api } from '@/platform/api';

export const departmentsQuery = queryOptions({
  queryKey: ['departments', 'list'],
  queryFn: () => api.get<Department[]>('/departments'),
});
export const peopleQuery = queryOptions({
  queryKey: ['departments', 'people'],
  queryFn: () => api.get<UserSummary[]>('/users'),
});

/** Everything that shows departments or people reads them again: here, in settings, in pickers, and who I am. */
export function useReadAgain(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    const keys = [['departments'], ['settings'], ['catalog'], ['me']];
    await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}
