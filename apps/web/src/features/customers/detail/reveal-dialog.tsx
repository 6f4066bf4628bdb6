import { useMutation, useQueryClient } from '@tanstack/react-query';
import { REVEAL_LIMITS, type ProfileKey, type RevealRequest, type RevealResponse } from '@tagloom/contracts';
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { ErrorNotice } from '@/platform/ui/error-notice';

interface RevealDialogProps {
  customerId: string;
  field: ProfileKey;
  label: string;
  onClose: () => void;
}

const CONFIRM: Record<`data-${string}`, string> = { 'data-testid': 'confirm-reveal' };

/** Asks why before a masked value is shown: the reason stays on record. */
export function RevealDialog({ customerId, field, label, onClose }: RevealDialogProps) {
  const { t } = useTranslation(['customers', 'common']);
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const reveal = useMutation({
    mutationFn: (request: RevealRequest) => api.post<RevealResponse>(`/customers/${customerId}/reveal`, request),
    // the page shows the value once it has asked again
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['customers', customerId] });
      onClose();
    },
  });
  const given = reason.trim();
  const isReady = given.length >= REVEAL_LIMITS.reason;
  return (
    <Modal
      open
      title={t('reveal_field', { field: label })}
      okText={t('reveal')}
      cancelText={t('common:cancel')}
      okButtonProps={{ disabled: !isReady, loading: reveal.isPending, ...CONFIRM }}
      onOk={() => isReady && reveal.mutate({ field, reason: given })}
      onCancel={onClose}
    >
      {reveal.isError && <ErrorNotice error={reveal.error} title={t('reveal_failed')} />}
      <p>{t('reveal_note', { minutes: REVEAL_LIMITS.minutes })}</p>
      <Form layout="vertical">
        <Form.Item label={t('reveal_reason')} required>
          <Input.TextArea
            autoFocus
            rows={2}
            maxLength={300}
            placeholder={t('reveal_reason_hint')}
            aria-label={t('reveal_reason')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
