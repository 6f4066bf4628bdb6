import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { CreateFlowRequest, FlowDetail } from '@tagloom/contracts';
import { useTranslation } from 'react-i18next';
import { api } from '@/platform/api';
import { useFormat } from '@/platform/format';

/** Makes a draft with the one trigger that suits most rules, and opens it. */
export function useNewFlow() {
  const { t } = useTranslation('flows');
  const format = useFormat();
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () => {
      const trigger = {
        id: 'trigger',
        kind: 'trigger' as const,
        position: { x: 320, y: 40 },
        data: { on: 'change' as const },
      };
      const body: CreateFlowRequest = {
        flow: { name: t('new_name', { when: format.time(new Date()) }), nodes: [trigger], edges: [] },
      };
      return api.post<FlowDetail>('/flows', body);
    },
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['flows'] });
      await navigate({ to: '/flows/$id', params: { id } });
    },
  });
}
