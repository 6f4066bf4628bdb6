import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { BulkTagRequest, Run, Tag } from '@tagloom/contracts';
import { Form, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { AskApproval, isApprovalRequired, useApproval } from '@/platform/approvals';
import { useFormat } from '@/platform/format';
import { TagSearchSelect } from '@/platform/ui/tag-search-select';
import { taxonomyQuery } from '@/platform/ui/taxonomy-query';
import { TagDialog } from '../detail/tag-dialog';
import { TagValueInput } from '../detail/tag-value-input';

interface BulkDialogProps {
  stance: BulkTagRequest['stance'];
  whom: BulkTagRequest['whom'];
  count: number;
  onStarted: (run: Run) => void;
  onClose: () => void;
}

/** One tag for many: which one, why and until when; says to how many it is done, and what that means. */
export function BulkDialog({ stance, whom, count, onStarted, onClose }: BulkDialogProps) {
  const { t } = useTranslation(['customers', 'approving']);
  const { number } = useFormat();
  const client = useQueryClient();
  const groups = useQuery(taxonomyQuery).data?.groups;
  const [tag, setTag] = useState<Tag>();
  const [value, setValue] = useState<unknown>();
  const approval = useApproval('bulkTag', count);
  const start = useMutation({
    mutationFn: (bulk: BulkTagRequest) => api.post<Run>('/customers/tags/bulk', bulk),
    onSuccess: (run) => {
      void client.invalidateQueries({ queryKey: ['runs'] });
      onStarted(run);
    },
    onError: (error, bulk) => {
      if (approval.turn(error, { act: 'bulkTag', bulk })) return;
      // whoever is refused because of the number sees the present one behind the dialog, and in it
      void client.invalidateQueries({ queryKey: ['customers', 'search'] });
    },
  });
  const isAdding = stance === 'assert';
  const params = { count, number: number(count) };
  const title = t(isAdding ? 'bulk_assert_title' : 'bulk_forbid_title', params);
  const needsValue = isAdding && tag !== undefined && tag.kind !== 'flag';
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  const isExclusive = isAdding && groups?.some(({ id, exclusive }) => exclusive && id === tag?.groupId);
  if (approval.asking)
    return (
      <Modal open title={title} footer={null} onCancel={onClose}>
        <AskApproval
          request={approval.asking}
          reason={approval.asking.bulk.reason}
          onBack={approval.back}
          onClose={onClose}
        />
      </Modal>
    );
  const submit = (given: Pick<BulkTagRequest, 'reason' | 'expiresAt'>) => {
    if (!tag) return;
    const bulk: BulkTagRequest = { stance, tag: tag.key, whom, ...(needsValue && { value }), ...given };
    if (approval.needed) approval.ask({ act: 'bulkTag', bulk });
    else start.mutate(bulk);
  };
  return (
    <TagDialog
      title={title}
      action={approval.needed ? t('approving:send') : t(isAdding ? 'bulk_assert_do' : 'bulk_forbid_do', params)}
      danger={!isAdding && !approval.needed}
      ready={tag !== undefined && (!needsValue || !isEmpty)}
      pending={start.isPending}
      error={isApprovalRequired(start.error) ? null : start.error}
      until={
        isAdding
          ? { label: t('keep_until'), note: t('keep_until_note') }
          : { label: t('block_until'), note: t('bulk_block_until_note') }
      }
      onSubmit={submit}
      onClose={onClose}
    >
      <p>{t(isAdding ? 'bulk_assert_text' : 'bulk_forbid_text', params)}</p>
      <Form.Item
        label={t('tag')}
        extra={[tag?.meaning, isExclusive && t('exclusive_hint')].filter(Boolean).join(' · ')}
      >
        <TagSearchSelect
          autoFocus
          needs="assign"
          onAsk={onClose}
          value={tag?.key}
          onChange={(_key, next) => {
            setTag(next);
            setValue(undefined);
          }}
        />
      </Form.Item>
      {needsValue && (
        <Form.Item label={t('value')} required>
          <TagValueInput tag={tag} value={value} onChange={setValue} />
        </Form.Item>
      )}
    </TagDialog>
  );
}
