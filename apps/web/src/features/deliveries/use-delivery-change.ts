import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Delivery } from '@tagloom/contracts';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, useErrorText } from '@/platform/api';

/** Tries again now, or gives up. */
export function useDeliveryChange() {
  const { t } = useTranslation('deliveries');
  const { message } = App.useApp();
  const errorText = useErrorText();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ delivery, to }: { delivery: Delivery; to: 'retry' | 'cancel' }) =>
      api.post<Delivery>(`/deliveries/${delivery.id}/${to}`),
    onSuccess: (_, { to }) => void message.success(t(`done_${to}`)),
    onError: (error) => void message.error(errorText(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ['deliveries'] }),
  });
}
