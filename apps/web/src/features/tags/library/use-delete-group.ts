import { useMutation } from '@tanstack/react-query';
import type { TagGroup } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, ApiError, useErrorText } from '@/platform/api';
import { askApproval, isApprovalRequired, useNeedsApproval } from '@/platform/approvals';
import { useFormat } from '@/platform/format';
import { useTagsChanged } from '../tags-queries';

interface Removal {
  group: TagGroup;
  /** How many tags one has agreed to lose with it. */
  confirm?: number;
}

/** Asks, deletes; a group that still holds tags goes only for who has seen how many. Where it takes two people, asks the second one. */
export function useDeleteGroup(onDeleted: (group: TagGroup) => void): (group: TagGroup) => void {
  const { t } = useTranslation(['tags', 'approving', 'common']);
  const format = useFormat();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const tagsChanged = useTagsChanged();
  const needed = useNeedsApproval('deleteGroup');
  const submit = ({ group, confirm = 0 }: Removal) =>
    askApproval({
      request: { act: 'deleteGroup', groupId: group.id, tags: confirm },
      title: t('delete_group_title', { name: format.localized(group.name) }),
    });
  const remove = useMutation({
    mutationFn: ({ group, confirm }: Removal) =>
      api.delete<void>(`/tag-groups/${group.id}${confirm === undefined ? '' : `?confirm=${confirm}`}`),
    onSuccess: async (_, { group }) => {
      void message.success(t('group_deleted', { name: format.localized(group.name) }));
      onDeleted(group);
      await tagsChanged();
    },
    onError: (error, { group, confirm }) => {
      if (isApprovalRequired(error)) return submit({ group, confirm });
      const held = error instanceof ApiError && error.code === 'confirm_required' ? error.params?.tags : undefined;
      if (typeof held === 'number') ask({ group, confirm: held });
      else void modal.error({ title: format.localized(group.name), content: errorText(error) });
    },
  });
  const ask = (removal: Removal): void => {
    const { group, confirm: count } = removal;
    const name = format.localized(group.name);
    // only the server knows how many tags go with it, so the first question is always this one
    const submits = needed && count !== undefined;
    void modal.confirm({
      title: t('delete_group_title', { name }),
      content:
        count === undefined ? t('delete_group_text') : t('delete_group_with', { count, number: format.number(count) }),
      okText: submits
        ? t('approving:send')
        : count === undefined
          ? t('delete_group')
          : t('delete_group_confirm', { count, number: format.number(count) }),
      okButtonProps: { danger: !submits },
      cancelText: t('common:cancel'),
      onOk: () => (submits ? submit(removal) : remove.mutateAsync(removal).catch(() => undefined)),
    });
  };
  return (group) => ask({ group });
}
