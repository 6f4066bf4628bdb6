import type { AnalyseResponse, AnalysedProblem, Flow } from '@tagloom/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '@/platform/api';
import { useDebounced } from '../counting/use-debounced';
import { meaningOf } from '../store/edits';

/** Long enough for a save to have been sent before. */
const REST_MS = 900;
const NOTHING: readonly AnalysedProblem[] = [];

/** What the flow means by itself and beside the published ones, shortly after the last edit that matters. */
export function useAnalysis(flow: Flow, flowId: string): readonly AnalysedProblem[] {
  const meaning = useMemo(() => meaningOf(flow), [flow]);
  const settled = useDebounced(meaning, REST_MS);
  const { data } = useQuery({
    queryKey: ['flowEditor', 'analysis', flowId, settled],
    queryFn: () => api.post<AnalyseResponse>('/flows/analyse', { flow, flowId }),
    enabled: flow.nodes.length > 0 && settled === meaning,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 10_000,
    gcTime: 60_000,
  });
  return data?.problems ?? NOTHING;
}
