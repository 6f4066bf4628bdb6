import type { Flow } from '@tagloom/contracts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { STOPS, useStopCounts } from './use-stop-counts';

const score = (threshold: number, weights = {}, leaveThreshold?: number): Flow => ({
  name: 'rule',
  nodes: [
    {
      id: 's',
      kind: 'score',
      position: { x: 0, y: 0 },
      data: { threshold, weights, ...(leaveThreshold !== undefined && { leaveThreshold }) },
    },
  ],
  edges: [],
});

it('counts the customers at every stop, again when the rule changes, not when its lines move', async () => {
  const asked: number[] = [];
  vi.spyOn(api, 'post').mockImplementation((_path, body) => {
    const [node] = (body as { flow: Flow }).flow.nodes;
    const threshold = node?.kind === 'score' && node.data.leaveThreshold === undefined ? node.data.threshold : -1;
    asked.push(threshold);
    return Promise.resolve({ nodes: { s: 1000 - threshold } } as never);
  });
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result, rerender } = renderHook(({ flow }) => useStopCounts(flow, 's', true), {
    wrapper,
    initialProps: { flow: score(60) },
  });
  await waitFor(() => expect(result.current?.get(100)).toBe(900));
  expect(asked).toEqual(STOPS);
  rerender({ flow: score(75, {}, 50) });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(asked).toEqual(STOPS);
  rerender({ flow: score(75, { a: 2 }, 50) });
  await waitFor(() => expect(asked).toEqual([...STOPS, ...STOPS]), { timeout: 2000 });
});
