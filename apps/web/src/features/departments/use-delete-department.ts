import { useMutation } from '@tanstack/react-query';
import type { Department } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useReadAgain } from './departments-queries';
import { useDepartmentError } from './use-department-error';

/** Asks, then deletes a department; says what stands in the way when it may not go. */
export function useDeleteDepartment(departments: readonly Department[], onDeleted: () => void) {
  const { t } = useTranslation(['departments', 'common']);
  const { message, modal, notification } = App.useApp();
  const departmentError = useDepartmentError(departments);
  const readAgain = useReadAgain();
  const remove = useMutation({
    mutationFn: ({ id }: Department) => api.delete<void>(`/departments/${id}`),
    onSuccess: (_, { name }) => {
      void message.success(t('deleted', { name }));
      onDeleted();
    },
    onError: (error, { name }) =>
      notification.error({ title: t('delete_failed', { name }), description: departmentError(error, name) }),
    onSettled: readAgain,
  });
  return (department: Department): void =>
    void modal.confirm({
      title: t('delete_title', { name: department.name }),
      content: t('delete_text'),
      okText: t('delete'),
      okButtonProps: { danger: true },
      cancelText: t('common:cancel'),
      onOk: () => remove.mutateAsync(department).catch(() => undefined),
    });
}
