import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Department, UpdateDepartmentRequest } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { departmentsQuery } from './settings-lists';

/** Gives a department another time zone; null is the organisation's. */
export function useDepartmentZone() {
  const { t } = useTranslation('settings');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, timeZone }: { id: string } & UpdateDepartmentRequest) =>
      api.patch<Department>(`/departments/${id}`, { timeZone }),
    onSuccess: ({ name }) => void message.success(t('zone_changed', { name })),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: departmentsQuery.queryKey }),
  });
}
