import { useMutation } from '@tanstack/react-query';
import type { ChangeRoleRequest, Role, UserSummary } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useReadAgain } from './departments-queries';
import type { Member } from './tree';

/** Changes and ends roles of people in one department. */
export function useRoles(place: string) {
  const { t } = useTranslation(['departments', 'frame', 'common']);
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const readAgain = useReadAgain();
  const pathOf = ({ user, role }: Member): string => `/users/${user.id}/roles/${role.id}`;
  const onError = (error: unknown): void => void message.error(errorText(error));
  const change = useMutation({
    mutationFn: ({ to, ...member }: Member & { to: Role }) =>
      api.patch<UserSummary>(pathOf(member), { role: to } satisfies ChangeRoleRequest),
    onSuccess: ({ name }, { to }) => void message.success(t('role_changed', { name, role: t(`frame:role_${to}`) })),
    onError,
    onSettled: readAgain,
  });
  const end = useMutation({
    mutationFn: (member: Member) => api.delete<UserSummary>(pathOf(member)),
    onSuccess: ({ name }) => void message.success(t('removed', { name, department: place })),
    onError,
    onSettled: readAgain,
  });
  const remove = (member: Member): void =>
    void modal.confirm({
      title: t('remove_title', { name: member.user.name, department: place }),
      content: member.user.roles.length > 1 ? t('remove_text') : t('remove_last_text'),
      okText: t('remove'),
      okButtonProps: { danger: true },
      cancelText: t('common:cancel'),
      onOk: () => end.mutateAsync(member).catch(() => undefined),
    });
  return { change, remove };
}
