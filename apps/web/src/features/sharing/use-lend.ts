import { useMutation } from '@tanstack/react-query';
import { ShareLevel, type CreateShareRequest, type Share } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, ApiError, useErrorText } from '@/platform/api';
import { askApproval, isApprovalRequired } from '@/platform/approvals';
import { useFormat } from '@/platform/format';
import { useSharingChanged } from './sharing-queries';

/** Lends a tag or a group; `name` is that of the department. */
export function useLend(onDone: () => void, onRefused?: (error: unknown, request: CreateShareRequest) => void) {
  const { t } = useTranslation('sharing');
  const { message } = App.useApp();
  const changed = useSharingChanged();
  return useMutation({
    mutationFn: ({ request }: { request: CreateShareRequest; name: string }) => api.post<Share>('/shares', request),
    onSuccess: async (_, { name }) => {
      await changed();
      void message.success(t('saved', { department: name }));
      onDone();
    },
    onError: (error, { request }) => onRefused?.(error, request),
  });
}

/** Asks, then takes a share back; says why when it could not. Where that would give the department more, a second person is asked. */
export function useTakeBack(): (share: Share, onDone: () => void) => void {
  const { t } = useTranslation(['sharing', 'common']);
  const { localized } = useFormat();
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const changed = useSharingChanged();
  const end = useMutation({
    mutationFn: ({ id }: Share) => api.delete<void>(`/shares/${id}`),
    onSuccess: async () => {
      await changed();
      void message.success(t('taken_back'));
    },
    onError: async (error, share) => {
      await changed();
      const raised = raisedBy(error, share);
      if (raised)
        askApproval({
          request: { act: 'share', share: raised },
          title: t('take_back_title', { department: share.departmentName, tag: localized(share.name) }),
        });
      else void modal.error({ title: t('not_saved'), content: errorText(error) });
    },
  });
  return (share, onDone) =>
    void modal.confirm({
      title: t('take_back_title', { department: share.departmentName, tag: localized(share.name) }),
      content: t('take_back_text'),
      okText: t('take_back'),
      okButtonProps: { danger: true },
      cancelText: t('common:cancel'),
      onOk: () => end.mutateAsync(share).then(onDone, () => undefined),
    });
}

/** A share can be what kept a department from more: what it would get without this one is asked for as a share of its own. */
function raisedBy(error: unknown, { tagId, groupId, departmentId, purpose }: Share): CreateShareRequest | undefined {
  const level =
    error instanceof ApiError && isApprovalRequired(error) ? ShareLevel.safeParse(error.params?.level) : null;
  if (!level?.success) return undefined;
  return { ...(tagId === null ? { groupId: groupId ?? '' } : { tagId }), departmentId, level: level.data, purpose };
}
