import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AddTagRequest, CustomerDetail, Tag } from '@tagloom/contracts';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { TagSearchSelect } from '@/platform/ui/tag-search-select';
import { customerQuery } from '../customer-query';
import { TagValueInput } from './tag-value-input';

interface AddTagDialogProps {
  customerId: string;
  onClose: () => void;
  onAdded: (key: string) => void;
}

export function AddTagDialog({ customerId, onClose, onAdded }: AddTagDialogProps) {
  const { t } = useTranslation(['customers', 'common']);
  const { localized } = useFormat();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [tag, setTag] = useState<Tag>();
  const [value, setValue] = useState<unknown>();
  const [reason, setReason] = useState('');
  const add = useMutation({
    mutationFn: (body: AddTagRequest) => api.post<CustomerDetail>(`/customers/${customerId}/tags`, body),
    onSuccess: (customer, { tag: key }) => {
      client.setQueryData(customerQuery(customerId).queryKey, customer);
      void client.invalidateQueries({ queryKey: ['customers', customerId] });
      if (tag) void message.success(t('added', { name: localized(tag.name) }));
      onAdded(key);
      onClose();
    },
  });
  const needsValue = tag !== undefined && tag.kind !== 'flag';
  const ready = tag !== undefined && (!needsValue || (value !== undefined && value !== ''));
  const submit = () => {
    if (tag && ready)
      add.mutate({ tag: tag.key, ...(needsValue && { value }), ...(reason.trim() && { reason: reason.trim() }) });
  };
  return (
    <Modal
      open
      title={t('add_tag')}
      okText={t('add')}
      cancelText={t('common:cancel')}
      okButtonProps={{ disabled: !ready, loading: add.isPending }}
      onOk={submit}
      onCancel={onClose}
    >
      {add.isError && <ErrorNotice error={add.error} title={t('add_tag')} />}
      <Form layout="vertical">
        <Form.Item label={t('tag')} extra={tag?.meaning}>
          <TagSearchSelect
            autoFocus
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
        <Form.Item label={t('reason')}>
          <Input.TextArea
            rows={2}
            maxLength={500}
            placeholder={t('reason_hint')}
            aria-label={t('reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
