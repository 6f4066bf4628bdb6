import { useMutation, useQuery } from '@tanstack/react-query';
import type { Department, Me, SeeAsRequest } from '@tagloom/contracts';
import { App } from 'antd';
import { api, useErrorText } from '@/platform/api';
import { useMe } from '@/platform/auth';
import { startAnew } from './start-anew';

const ROLES: readonly Me['role'][] = ['admin', 'compliance'];

/** Through whose eyes one looks: for those of the whole organisation who see all of it anyway. */
export function useSeeAs() {
  const { role, department, seeAs } = useMe();
  const { message } = App.useApp();
  const errorText = useErrorText();
  const mayLook = department === null && ROLES.includes(role) && !seeAs;
  const departments = useQuery({
    queryKey: ['departments', 'list'],
    queryFn: () => api.get<Department[]>('/departments'),
    enabled: mayLook,
  });
  const look = useMutation({
    mutationFn: (departmentId: string | null) => api.put<Me>('/me/see-as', { departmentId } satisfies SeeAsRequest),
    onSuccess: startAnew,
    onError: (error) => void message.error(errorText(error)),
  });
  return { mayLook, departments: departments.data ?? [], look };
}
