import { useMutation, useQuery } from '@tanstack/react-query';
import type { SplitTagRequest, TagDetail, TagOperation } from '@tagloom/contracts';
import { App, Form, Input, Modal } from 'antd';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { AskApproval, isApprovalRequired, useApproval } from '@/platform/approvals';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { splitPreviewQuery, useTagsChanged } from '../tag-page-queries';
import { partsOf, type PartForm, type SplitParts as Parts } from './split-form';
import styles from './split.module.css';
import { SplitParts } from './split-parts';
import { SplitResult } from './split-result';

interface Values {
  parts: PartForm[];
  reason?: string;
}
const EMPTY: Values = { parts: [{ values: [], zh: '' }] };
const CONFIRM: Record<`data-${string}`, string> = { 'data-testid': 'confirm-split' };

/** Some values of a tag become tags of their own: first what that would change, then one button. */
export function SplitDialog({ tag, onClose }: { tag: TagDetail; onClose: () => void }) {
  const { t } = useTranslation(['tagPage', 'approving', 'common']);
  const format = useFormat();
  const { message } = App.useApp();
  const tagsChanged = useTagsChanged();
  const [form] = Form.useForm<Values>();
  const { parts: typed = EMPTY.parts, reason = '' }: Partial<Values> = Form.useWatch([], form) ?? EMPTY;
  const parts = partsOf(tag.values, typed);
  const preview = useQuery(splitPreviewQuery(tag.id, useDeferredValue(parts)));
  const approval = useApproval('splitTag');
  const name = format.localized(tag.name);
  const split = useMutation({
    mutationFn: (wanted: Parts) =>
      api.post<TagOperation>(`/tags/${tag.id}/split`, {
        parts: wanted,
        ...(reason.trim() && { reason: reason.trim() }),
      } satisfies SplitTagRequest),
    onSuccess: async ({ into }) => {
      void message.success(
        t('split_done', { name, into: into.map((made) => format.localized(made.name)).join(t('comma')) }),
      );
      onClose();
      await tagsChanged();
    },
    onError: (error, wanted) => approval.turn(error, { act: 'splitTag', tagId: tag.id, parts: wanted }),
  });
  const ready = parts !== undefined && preview.data?.obstacles.length === 0;
  const count = parts?.length ?? 0;
  const title = t('split_title', { name });
  if (approval.asking)
    return (
      <Modal open title={title} footer={null} onCancel={onClose}>
        <AskApproval request={approval.asking} reason={reason} onBack={approval.back} onClose={onClose} />
      </Modal>
    );
  const confirmText = approval.needed
    ? t('approving:send')
    : t('split_confirm', { count, number: format.number(count) });
  const confirm = () => {
    if (!parts || !ready) return;
    if (approval.needed) approval.ask({ act: 'splitTag', tagId: tag.id, parts });
    else split.mutate(parts);
  };
  return (
    <Modal
      open
      title={title}
      okText={ready ? confirmText : t('split')}
      okButtonProps={{ danger: !approval.needed, disabled: !ready, loading: split.isPending, ...CONFIRM }}
      cancelText={t('common:cancel')}
      onOk={confirm}
      onCancel={onClose}
    >
      {split.isError && !isApprovalRequired(split.error) && (
        <ErrorNotice error={split.error} title={t('split_failed')} />
      )}
      <p>{t('split_text', { name })}</p>
      <Form<Values> form={form} layout="vertical" requiredMark={false} initialValues={EMPTY}>
        <SplitParts values={tag.values} parts={typed} />
        {preview.isError && <ErrorNotice error={preview.error} title={t('split_preview_failed')} />}
        {parts && preview.data && <SplitResult preview={preview.data} name={name} />}
        <Form.Item name="reason" label={t('reason')} className={styles.reason}>
          <Input.TextArea rows={2} maxLength={300} placeholder={t('reason_hint')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
