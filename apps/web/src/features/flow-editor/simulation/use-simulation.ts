import type { Flow, SimulateResponse } from '@tagloom/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '@/platform/api';
import { useDebounced } from '../counting/use-debounced';
import { meaningOf } from '../store/edits';
import { outcomeOf, type Outcome } from './outcome';
import { useLighting } from './use-lighting';

export type Facts = Record<string, unknown>;

export interface Simulation {
  customerId: string | undefined;
  choose(id: string | undefined): void;
  /** Facts that were tried instead of the customer's own. */
  tried: Facts;
  tryFact(name: string, value: unknown): void;
  reset(): void;
  result: SimulateResponse | undefined;
  outcome: Outcome | undefined;
  /** The nodes that the light has come to. */
  lit: ReadonlySet<string>;
  error: unknown;
  running: boolean;
}

/** Runs the drawn flow on one customer, again after every change of flow or facts. Writes nothing. */
export function useSimulation(flow: Flow, flowId: string, open: boolean, valid: boolean): Simulation {
  const [customerId, choose] = useState<string>();
  const [tried, setTried] = useState<Facts>({});
  const meaning = useMemo(() => meaningOf(flow), [flow]);
  const settled = useDebounced(meaning, 200);
  const facts = useDebounced(tried, 150);
  const query = useQuery({
    queryKey: ['flowEditor', 'simulate', customerId, settled, facts],
    queryFn: async () => ({
      of: customerId,
      response: await api.post<SimulateResponse>('/flows/simulate', { flow, flowId, customerId, facts }),
    }),
    enabled: open && valid && customerId !== undefined && settled === meaning,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  const shown = open && valid && customerId !== undefined ? query.data : undefined;
  const result = shown?.response;
  const outcome = useMemo(() => result && outcomeOf(result.explanation), [result]);
  return {
    customerId,
    choose: (id) => {
      choose(id);
      setTried({});
    },
    tried,
    tryFact: (name, value) => setTried((known) => ({ ...known, [name]: value ?? null })),
    reset: () => setTried({}),
    result,
    outcome,
    lit: useLighting(flow, outcome, shown?.of),
    error: query.error,
    running: query.isFetching,
  };
}
