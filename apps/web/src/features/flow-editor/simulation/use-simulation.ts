import type { Flow, SimulateResponse } from '@tagloom/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { api } from '@/platform/api';
import { useDebounced } from '../counting/use-debounced';
import { meaningOf } from '../store/edits';
import { outcomeOf, type Outcome } from './outcome';
import { useLighting } from './use-lighting';

export type Facts = Record<string, unknown>;

/** Where a simulation begins, and what a reset comes back to. */
export interface Start {
  customerId: string;
  facts: Facts;
  /** ISO instant. */
  now: string;
}

const NONE: Facts = {};

export interface Simulation {
  customerId: string | undefined;
  choose(id: string | undefined): void;
  /** Facts that were tried instead of the customer's own. */
  tried: Facts;
  tryFact(name: string, value: unknown): void;
  /** The moment that it is tried at, as an ISO instant; undefined is now. */
  now: string | undefined;
  tryAt(now: string | undefined): void;
  reset(): void;
  /** It began with the facts of an evaluation that happened. */
  isPast: boolean;
  /** Something was tried since the beginning. */
  isTouched: boolean;
  result: SimulateResponse | undefined;
  outcome: Outcome | undefined;
  /** The nodes that the light has come to. */
  lit: ReadonlySet<string>;
  error: unknown;
  running: boolean;
}

/** Runs the drawn flow on one customer, again after every change of flow or facts. Writes nothing. */
export function useSimulation(
  flow: Flow,
  /** Whose draft it is; undefined for a trial as if nothing had happened before. */
  flowId: string | undefined,
  open: boolean,
  valid: boolean,
  start?: Start,
): Simulation {
  const [customerId, choose] = useState(start?.customerId);
  const [tried, setTried] = useState<Facts>(start?.facts ?? NONE);
  const [now, tryAt] = useState(start?.now);
  const meaning = useMemo(() => meaningOf(flow), [flow]);
  const settled = useDebounced(meaning, 200);
  const facts = useDebounced(tried, 150);
  const query = useQuery({
    queryKey: ['flowEditor', 'simulate', customerId, flowId, settled, facts, now],
    queryFn: async () => ({
      of: customerId,
      response: await api.post<SimulateResponse>('/flows/simulate', {
        flow,
        ...(flowId !== undefined && { flowId }),
        customerId,
        facts,
        ...(now !== undefined && { now }),
      }),
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
      setTried(NONE);
    },
    tried,
    tryFact: (name, value) => setTried((known) => ({ ...known, [name]: value ?? null })),
    now,
    tryAt,
    reset: () => {
      setTried(start?.facts ?? NONE);
      tryAt(start?.now);
    },
    isPast: start !== undefined,
    isTouched: tried !== (start?.facts ?? NONE) || now !== start?.now,
    result,
    outcome,
    lit: useLighting(flow, outcome, shown?.of),
    error: query.error,
    running: query.isFetching,
  };
}
