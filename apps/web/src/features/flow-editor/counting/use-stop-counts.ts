import type { CountResponse, Flow } from '@tagloom/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api } from '@/platform/api';
import { meaningOf } from '../store/edits';
import { useDebounced } from './use-debounced';

/** The thresholds whose customers are counted beforehand, in percent. */
export const STOPS = [20, 40, 60, 80, 100];

/**
 * How many customers would reach each stop of a score's threshold. Counted one after the other once the rule rests,
 * and given up when it changes meanwhile; moving the threshold itself changes none of them.
 */
export function useStopCounts(flow: Flow, nodeId: string, enabled: boolean): ReadonlyMap<number, number> | undefined {
  const meaning = useMemo(() => meaningOf(withThreshold(flow, nodeId, 0)), [flow, nodeId]);
  const settled = useDebounced(meaning, 400);
  const { data } = useQuery({
    queryKey: ['flowEditor', 'stops', nodeId, settled],
    queryFn: async ({ signal }) => {
      const counts = new Map<number, number>();
      for (const stop of STOPS) {
        const body = { flow: withThreshold(flow, nodeId, stop) };
        const count = (await api.post<CountResponse>('/flows/count', body, signal)).nodes[nodeId];
        if (typeof count === 'number') counts.set(stop, count);
      }
      return counts;
    },
    enabled: enabled && settled === meaning,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 10_000,
  });
  return enabled ? data : undefined;
}

/** Nobody is counted by the leave line, and a stop below it would make the rule unsound. */
const withThreshold = (flow: Flow, nodeId: string, threshold: number): Flow => ({
  ...flow,
  nodes: flow.nodes.map((node) =>
    node.id === nodeId && node.kind === 'score' ? { ...node, data: { threshold, weights: node.data.weights } } : node,
  ),
});
