import type { Approval, ApprovalsResponse, FlowDetail, MoveFlowRequest } from '@tagloom/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/platform/api';
import { useCan } from '@/platform/auth';
import type { DraftSaver } from '../saving/draft-saver';

/** What waits for somebody's word on this very flow, as far as the reader may know of it. */
export function useOpenPromotion({ id, department }: FlowDetail): Approval | undefined {
  const can = useCan();
  const { data } = useQuery({
    queryKey: ['approvals', 'promotion', id],
    queryFn: () => api.get<ApprovalsResponse>('/approvals?status=open'),
    enabled: department !== null && can('read', 'Approval'),
  });
  return data?.items.find(({ request }) => request.act === 'promoteFlow' && request.flowId === id);
}

/** Moves the flow as it is saved. `flushed` saves what is drawn and answers its revision. */
export function useMove(flowId: string, saver: DraftSaver, onMoved: () => void) {
  const client = useQueryClient();
  const flushed = async () => {
    await saver.flush();
    return saver.revision;
  };
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (departmentId: string | null) =>
      api.put<FlowDetail>(`/flows/${flowId}/department`, {
        departmentId,
        revision: await flushed(),
      } satisfies MoveFlowRequest),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['flows'] });
      onMoved();
    },
  });
  return { move: mutate, flushed, error, isPending };
}
