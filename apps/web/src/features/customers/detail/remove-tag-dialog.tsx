import type { EffectiveTagView, RemoveTagRequest } from '@tagloom/contracts';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { AskApproval, isApprovalRequired, useApproval } from '@/platform/approvals';
import { useFormat } from '@/platform/format';
import { TagDialog } from './tag-dialog';
import { useTagChange } from './use-tag-change';

interface RemoveTagDialogProps {
  customerId: string;
  tag: EffectiveTagView;
  onClose: () => void;
}

/** Asks before removing, and says what will become of the rules that want the tag. */
export function RemoveTagDialog({ customerId, tag, onClose }: RemoveTagDialogProps) {
  const { t } = useTranslation('customers');
  const { localized } = useFormat();
  const name = localized(tag.name);
  const approval = useApproval('bulkTag');
  const remove = useTagChange<RemoveTagRequest>(
    'delete',
    customerId,
    () => {
      onClose();
      return t('removed', { name });
    },
    (error, body) =>
      approval.turn(error, { act: 'bulkTag', bulk: { stance: 'forbid', ...body, whom: { ids: [customerId] } } }),
  );
  const others = tag.claims.some(({ source, stance }) => source !== 'person' && stance === 'assert');
  if (approval.asking)
    return (
      <Modal open title={t('remove_title', { name })} footer={null} onCancel={onClose}>
        <AskApproval
          request={approval.asking}
          reason={approval.asking.bulk.reason}
          onBack={approval.back}
          onClose={onClose}
        />
      </Modal>
    );
  return (
    <TagDialog
      title={t('remove_title', { name })}
      action={t('remove_tag')}
      danger
      pending={remove.isPending}
      error={isApprovalRequired(remove.error) ? null : remove.error}
      until={others ? { label: t('block_until'), note: t('block_until_note') } : undefined}
      onSubmit={(given) => remove.mutate({ tag: tag.key, ...given })}
      onClose={onClose}
    >
      <p>{t(others ? 'remove_outranks' : 'remove_own')}</p>
    </TagDialog>
  );
}
