import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { CreatedWebhookEndpoint, WebhookEndpoint } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';

/** Switching on and off, a new secret, and taking away; the last two are asked about first. */
export function useWebhookActions(onSecret: (endpoint: CreatedWebhookEndpoint) => void) {
  const { t } = useTranslation(['settings', 'common']);
  const { message, modal } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: ['settings', 'webhooks'] }),
        client.invalidateQueries({ queryKey: ['catalog'] }),
      ]),
  });
  const ask = (title: string, content: string, okText: string, danger: boolean, work: () => Promise<unknown>) =>
    void modal.confirm({
      title,
      content,
      okText,
      okButtonProps: { danger },
      cancelText: t('common:cancel'),
      onOk: () => change.mutateAsync(work).catch(() => undefined),
    });
  return {
    setEnabled: ({ id }: WebhookEndpoint, enabled: boolean) =>
      change.mutate(() => api.patch<WebhookEndpoint>(`/webhook-endpoints/${id}`, { enabled })),
    rotate: ({ id, name }: WebhookEndpoint) =>
      ask(t('rotate_title', { name }), t('rotate_text'), t('rotate'), false, async () =>
        onSecret(await api.post<CreatedWebhookEndpoint>(`/webhook-endpoints/${id}/rotate-secret`)),
      ),
    remove: ({ id, name }: WebhookEndpoint) =>
      ask(t('delete_webhook_title', { name }), t('delete_webhook_text'), t('delete'), true, () =>
        api.delete<void>(`/webhook-endpoints/${id}`),
      ),
  };
}
