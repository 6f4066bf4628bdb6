import { queryOptions } from '@tanstack/react-query';
import type {
  FlowDetail,
  GoldenCase,
  GoldenTable,
  ReadGoldenResponse,
  RunGoldenResponse,
  SaveGoldenRequest,
} from '@tagloom/contracts';
import { api } from '@/platform/api';

export const goldenQuery = (flowId: string) =>
  queryOptions({
    queryKey: ['golden', flowId],
    queryFn: () => api.get<GoldenTable>(`/flows/${flowId}/golden`),
    refetchOnWindowFocus: false,
    // the draft may be another one by the next visit
    gcTime: 0,
  });

export const flowQuery = (flowId: string) =>
  queryOptions({ queryKey: ['flows', flowId], queryFn: () => api.get<FlowDetail>(`/flows/${flowId}`) });

export const saveGolden = (flowId: string, request: SaveGoldenRequest) =>
  api.put<GoldenTable>(`/flows/${flowId}/golden`, request);

export const runGolden = (flowId: string, cases: GoldenCase[]) =>
  api.post<RunGoldenResponse>(`/flows/${flowId}/golden/run`, { cases });

export const readGolden = (flowId: string, table: Blob) =>
  api.post<ReadGoldenResponse>(`/flows/${flowId}/golden/read`, table);

export const templateHref = (flowId: string, format: 'csv' | 'xlsx') =>
  `/api/v1/flows/${flowId}/golden/template.${format}`;
