import type { AddTagRequest, Tag } from '@tagloom/contracts';
import { Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
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
  const add = useTagChange<AddTagRequest>('post', customerId, ({ tag: key }) => {
    onAdded(key);
    onClose();
    return t('added', { name: tag ? localized(tag.name) : key });
  });
  const needsValue = tag !== undefined && tag.kind !== 'flag';
  const ready = tag !== undefined && (!needsValue || (value !== undefined && value !== ''));
  return (
    <TagDialog
      title={t('add_tag')}
      action={t('add')}
      ready={ready}
      pending={add.isPending}
      error={add.error}
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
