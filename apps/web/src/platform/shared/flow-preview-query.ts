import { queryOptions } from '@tanstack/react-query';
import type { FlowPreview, FlowReview } from '@tagloom/contracts';
import { api } from '@/platform/api';
import { isActive } from './runs-query';

/** The latest impact preview of a flow; looked at every half second while one is under way. */
export const flowPreviewQuery = (flowId: string) =>
  queryOptions({
    queryKey: ['impact', 'preview', flowId],
    queryFn: () => api.get<FlowPreview>(`/flows/${flowId}/preview`),
    refetchInterval: ({ state }) => (state.data?.run && isActive(state.data.run) ? 500 : false),
  });

/** The newest first. */
export const flowReviewsQuery = (flowId: string) =>
  queryOptions({
    queryKey: ['impact', 'reviews', flowId],
    queryFn: () => api.get<FlowReview[]>(`/flows/${flowId}/reviews`),
    refetchInterval: 15_000,
  });
