import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { Explanation, LeafTrace } from '@tagloom/contracts';
import { describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { WhyNotCard } from './why-not-card';

vi.mock('@tanstack/react-router', () => ({ Link: ({ children }: { children: string }) => <a>{children}</a> }));

const leaf = (fact: string, verdict: LeafTrace['verdict'], actual: unknown): LeafTrace => ({
  kind: 'leaf',
  fact,
  operator: 'greaterThanInclusive',
  expected: 3,
  actual,
  verdict,
});
const explanation: Explanation = {
  nodes: {},
  nearestFlips: [],
  actions: [
    {
      actionNodeId: 'a',
      verdict: 'no',
      trace: { kind: 'all', verdict: 'no', children: [leaf('metric.x', 'no', 2), leaf('metric.y', 'unknown', null)] },
    },
  ],
  flips: [
    {
      actionNodeId: 'a',
      changes: [
        { fact: 'metric.x', operator: 'greaterThanInclusive', actual: 2, needed: 3 },
        { fact: 'metric.y', operator: 'greaterThanInclusive', actual: null, needed: 3 },
      ],
    },
  ],
};
const rule = { id: '5', name: '老顾客', status: 'published', sentence: { 'zh-CN': '就打上「VIP」', en: 'add “VIP”' } };
const ANSWERS: Record<string, unknown> = {
  '/flows': [rule, { ...rule, id: '6', name: '草稿', status: 'draft' }],
  '/customers/7/explain?flow=5': explanation,
  '/flows/5': { published: { name: '老顾客', nodes: [], edges: [] } },
  '/catalog': { facts: [], tags: [], eventTypes: [] },
};

describe('why a rule does not act on a customer', () => {
  it('shows what is not met apart from what is unknown, and the changes that would turn it', async () => {
    vi.spyOn(api, 'get').mockImplementation((path) => Promise.resolve(ANSWERS[path]));
    render(
      <QueryClientProvider client={new QueryClient()}>
        <WhyNotCard customerId="7" />
      </QueryClientProvider>,
    );
    const select = await screen.findByRole('combobox');
    fireEvent.mouseDown(select);
    fireEvent.change(select, { target: { value: 'vip' } });
    expect(screen.queryByTitle('草稿')).toBeNull();
    fireEvent.click(await screen.findByTitle('老顾客'));
    const answer = await screen.findByTestId('why-not-answer');
    expect(answer.dataset.verdict).toBe('no');
    await waitFor(() => expect(answer.querySelectorAll('[data-verdict="unknown"]').length).toBe(1));
    const flips = screen.getByTestId('why-not-flips');
    expect(flips.querySelectorAll('li li')).toHaveLength(2);
    expect(flips.textContent).toContain('needed_at_least');
  });
});
