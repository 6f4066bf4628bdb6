import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Tag } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';
import { useFormat } from '@/platform/format';

/** Asks, deletes, and says why not when the tag is in use. */
export function useDeleteTag(): (tag: Tag) => void {
  const { t } = useTranslation(['tags', 'common']);
  const { localized } = useFormat();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (tag: Tag) => api.delete<void>(`/tags/${tag.id}`),
    onSuccess: (_, tag) => {
      void client.invalidateQueries({ queryKey: ['tags'] });
      void client.invalidateQueries({ queryKey: ['catalog'] });
      void message.success(t('deleted', { name: localized(tag.name) }));
    },
    onError: (error, tag) => void modal.error({ title: localized(tag.name), content: errorText(error) }),
  });
  return (tag) =>
    void modal.confirm({
      title: t('delete_title', { name: localized(tag.name) }),
      content: t('delete_text'),
      okText: t('delete'),
      okButtonProps: { danger: true },
      cancelText: t('common:cancel'),
      onOk: () => remove.mutateAsync(tag).catch(() => undefined),
    });
}
