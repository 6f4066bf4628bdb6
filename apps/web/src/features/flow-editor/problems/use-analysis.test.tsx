import type { Flow } from '@tagloom/contracts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { useAnalysis } from './use-analysis';

const drawn = (k: number, x = 0): Flow => ({
  name: 'rule',
  nodes: [{ id: 'g', kind: 'gate', position: { x, y: 0 }, data: { gate: 'atLeast', k } }],
  edges: [],
});

it('asks once the rule rests, again when its meaning changes, and not when a card was moved', async () => {
  const asked: number[] = [];
  vi.spyOn(api, 'post').mockImplementation((path, body) => {
    const { flow, flowId } = body as { flow: Flow; flowId: string };
    expect([path, flowId]).toEqual(['/flows/analyse', '3']);
    const [node] = flow.nodes;
    const k = node?.kind === 'gate' && node.data.gate === 'atLeast' ? node.data.k : 0;
    asked.push(k);
    const message = { 'zh-CN': String(k), en: String(k) };
    return Promise.resolve({
      problems: [{ code: 'never_true', severity: 'warning', nodeIds: ['g'], message }],
    } as never);
  });
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  const { result, rerender } = renderHook(({ flow }) => useAnalysis(flow, '3'), {
    wrapper,
    initialProps: { flow: drawn(1) },
  });
  const says = (k: string) => waitFor(() => expect(result.current[0]?.message.en).toBe(k), { timeout: 3000 });
  await says('1');
  rerender({ flow: drawn(1, 100) });
  rerender({ flow: drawn(2) });
  await says('2');
  expect(asked).toEqual([1, 2]);
});
