import { useMutation } from '@tanstack/react-query';
import type { Tag } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, ApiError, useErrorText } from '@/platform/api';
import { askApproval, isApprovalRequired, useNeedsApproval } from '@/platform/approvals';
import { useFormat } from '@/platform/format';
import { useTagsChanged } from './tags-queries';

/** Asks, moves the tag to the recycle bin, and says why not when rules use it; where it takes two people, asks the second one. */
export function useDeleteTag(onDeleted?: () => void): (tag: Pick<Tag, 'id' | 'name'>) => void {
  const { t } = useTranslation(['tags', 'common']);
  const { localized } = useFormat();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const tagsChanged = useTagsChanged();
  const needed = useNeedsApproval('deleteTag');
  const submit = (tag: Pick<Tag, 'id' | 'name'>) =>
    askApproval({
      request: { act: 'deleteTag', tagId: tag.id },
      title: t('delete_title', { name: localized(tag.name) }),
    });
  const remove = useMutation({
    mutationFn: (tag: Pick<Tag, 'id' | 'name'>) => api.delete<void>(`/tags/${tag.id}`),
    onSuccess: (_, tag) => {
      void message.success(t('deleted', { name: localized(tag.name) }));
      onDeleted?.();
      void tagsChanged();
    },
    onError: (error, tag) => {
      if (isApprovalRequired(error)) return submit(tag);
      const flows = flowsOf(error);
      const why = flows.length > 0 ? ` ${t('used_by', { flows: flows.join(' · ') })}` : '';
      void modal.error({ title: localized(tag.name), content: `${errorText(error)}${why}` });
    },
  });
  return (tag) => {
    if (needed) return submit(tag);
    void modal.confirm({
      title: t('delete_title', { name: localized(tag.name) }),
      content: t('delete_text'),
      okText: t('delete'),
      okButtonProps: { danger: true },
      cancelText: t('common:cancel'),
      onOk: () => remove.mutateAsync(tag).catch(() => undefined),
    });
  };
}

/** Rules in the way, as far as the reader may know of them. */
function flowsOf(error: unknown): string[] {
  const flows = error instanceof ApiError ? error.params?.flows : undefined;
  return Array.isArray(flows) ? flows.filter((name): name is string => typeof name === 'string') : [];
}
