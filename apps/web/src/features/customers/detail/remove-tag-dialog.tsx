import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CustomerDetail, EffectiveTagView, RemoveTagRequest } from '@tagloom/contracts';
import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';
import { ErrorNotice } from '@/platform/ui/error-notice';
import { customerQuery } from '../customer-query';

interface RemoveTagDialogProps {
  customerId: string;
  tag: EffectiveTagView;
  onClose: () => void;
}

const CONFIRM: Record<`data-${string}`, string> = { 'data-testid': 'confirm-remove' };

/** Asks before removing, and says what will become of the rules that want the tag. */
export function RemoveTagDialog({ customerId, tag, onClose }: RemoveTagDialogProps) {
  const { t } = useTranslation(['customers', 'common']);
  const { localized } = useFormat();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const name = localized(tag.name);
  const remove = useMutation({
    mutationFn: (body: RemoveTagRequest) => api.delete<CustomerDetail>(`/customers/${customerId}/tags`, body),
    onSuccess: (customer) => {
      client.setQueryData(customerQuery(customerId).queryKey, customer);
      void client.invalidateQueries({ queryKey: ['customers', customerId] });
      void message.success(t('removed', { name }));
      onClose();
    },
  });
  const others = tag.claims.some(({ source, stance }) => source !== 'person' && stance === 'assert');
  return (
    <Modal
      open
      title={t('remove_title', { name })}
      okText={t('remove_tag')}
      cancelText={t('common:cancel')}
      okButtonProps={{ danger: true, loading: remove.isPending, ...CONFIRM }}
      onOk={() => remove.mutate({ tag: tag.key, ...(reason.trim() && { reason: reason.trim() }) })}
      onCancel={onClose}
    >
      {remove.isError && <ErrorNotice error={remove.error} title={t('remove_tag')} />}
      <p>{t(others ? 'remove_outranks' : 'remove_own')}</p>
      <Form layout="vertical">
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
