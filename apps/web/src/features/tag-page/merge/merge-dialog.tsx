import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { MergeTagRequest, Tag, TagDetail, TagOperation } from '@tagloom/contracts';
import { App, Form, Input, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { AskApproval, isApprovalRequired, useApproval } from '@/platform/approvals';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { TagSearchSelect } from '@/platform/ui/tag-search-select';
import { mergePreviewQuery, useTagsChanged } from '../tag-page-queries';
import { MergeResult } from './merge-result';

const CONFIRM: Record<`data-${string}`, string> = { 'data-testid': 'confirm-merge' };

/** Two tags become one: first what that would change, then the button that says how many customers it concerns, or asks a second person. */
export function MergeDialog({ tag, onClose }: { tag: TagDetail; onClose: () => void }) {
  const { t } = useTranslation(['tagPage', 'approving', 'common']);
  const format = useFormat();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const tagsChanged = useTagsChanged();
  const [into, setInto] = useState<Tag>();
  const [reason, setReason] = useState('');
  const isSelf = into?.id === tag.id;
  const preview = useQuery(mergePreviewQuery(tag.id, isSelf ? undefined : into?.id));
  const name = format.localized(tag.name);
  const approval = useApproval('mergeTags');
  const requestFor = (target: Tag) => ({ act: 'mergeTags' as const, tagId: tag.id, into: target.id });
  const merge = useMutation({
    mutationFn: (target: Tag) =>
      api.post<TagOperation>(`/tags/${tag.id}/merge`, {
        into: target.id,
        ...(reason.trim() && { reason: reason.trim() }),
      } satisfies MergeTagRequest),
    onSuccess: async (_, target) => {
      void message.success(t('merged', { from: name, into: format.localized(target.name) }));
      onClose();
      await navigate({ to: '/tags/$id', params: { id: target.id } });
      await tagsChanged();
    },
    onError: (error, target) => approval.turn(error, requestFor(target)),
  });
  const customers = preview.data?.customers ?? 0;
  const ready = into !== undefined && !isSelf && preview.data?.obstacles.length === 0;
  const title = t('merge_title', { name });
  if (approval.asking)
    return (
      <Modal open title={title} footer={null} onCancel={onClose}>
        <AskApproval request={approval.asking} reason={reason} onBack={approval.back} onClose={onClose} />
      </Modal>
    );
  const confirmText = approval.needed
    ? t('approving:send')
    : t('merge_confirm', { count: customers, number: format.number(customers) });
  const confirm = () => {
    if (!into || !ready) return;
    if (approval.needed) approval.ask(requestFor(into));
    else merge.mutate(into);
  };
  return (
    <Modal
      open
      title={title}
      okText={ready ? confirmText : t('merge')}
      okButtonProps={{ danger: !approval.needed, disabled: !ready, loading: merge.isPending, ...CONFIRM }}
      cancelText={t('common:cancel')}
      onOk={confirm}
      onCancel={onClose}
    >
      {merge.isError && !isApprovalRequired(merge.error) && (
        <ErrorNotice error={merge.error} title={t('merge_failed')} />
      )}
      <p>{t('merge_text', { name })}</p>
      <Form layout="vertical">
        <Form.Item
          label={t('merge_into')}
          validateStatus={isSelf ? 'error' : undefined}
          help={isSelf ? t('merge_self') : undefined}
        >
          <TagSearchSelect
            value={into?.key}
            needs="edit"
            onAsk={onClose}
            onChange={(_, chosen) => setInto(chosen)}
            autoFocus
          />
        </Form.Item>
        {preview.isLoading && <Skeleton active paragraph={{ rows: 3 }} title={false} />}
        {preview.isError && <ErrorNotice error={preview.error} title={t('merge_preview_failed')} />}
        {preview.data && into && !isSelf && (
          <MergeResult preview={preview.data} name={name} into={format.localized(into.name)} />
        )}
        <Form.Item label={t('reason')}>
          <Input.TextArea
            rows={2}
            maxLength={300}
            aria-label={t('reason')}
            placeholder={t('reason_hint')}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
