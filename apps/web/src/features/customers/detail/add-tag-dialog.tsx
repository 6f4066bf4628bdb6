import type { AddTagRequest, Tag } from '@tagloom/contracts';
import { Form, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AskApproval, isApprovalRequired, useApproval } from '@/platform/approvals';
import { useFormat } from '@/platform/format';
import { TagSearchSelect } from '@/platform/ui/tag-search-select';
import { TagDialog } from './tag-dialog';
import { TagValueInput } from './tag-value-input';
import { useTagChange } from './use-tag-change';

interface AddTagDialogProps {
  customerId: string;
  onClose: () => void;
  onAdded: (key: string) => void;
}

export function AddTagDialog({ customerId, onClose, onAdded }: AddTagDialogProps) {
  const { t } = useTranslation('customers');
  const { localized } = useFormat();
  const [tag, setTag] = useState<Tag>();
  const [value, setValue] = useState<unknown>();
  const approval = useApproval('bulkTag');
  const add = useTagChange<AddTagRequest>(
    'post',
    customerId,
    ({ tag: key }) => {
      onAdded(key);
      onClose();
      return t('added', { name: tag ? localized(tag.name) : key });
    },
    (error, body) =>
      approval.turn(error, { act: 'bulkTag', bulk: { stance: 'assert', ...body, whom: { ids: [customerId] } } }),
  );
  const needsValue = tag !== undefined && tag.kind !== 'flag';
  const ready = tag !== undefined && (!needsValue || (value !== undefined && value !== ''));
  if (approval.asking)
    return (
      <Modal open title={t('add_tag')} footer={null} onCancel={onClose}>
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
      title={t('add_tag')}
      action={t('add')}
      ready={ready}
      pending={add.isPending}
      error={isApprovalRequired(add.error) ? null : add.error}
      until={{ label: t('keep_until'), note: t('keep_until_note') }}
      onSubmit={(given) => tag && add.mutate({ tag: tag.key, ...(needsValue && { value }), ...given })}
      onClose={onClose}
    >
      <Form.Item label={t('tag')} extra={tag?.meaning}>
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
