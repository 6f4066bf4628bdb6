import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { HomeSuggestions } from './home-suggestions';

const may = vi.hoisted(() => ({ decide: true }));
vi.mock('@/platform/auth', () => ({ useCan: () => () => may.decide }));
vi.mock('@tanstack/react-router', () => ({
  Link: ({ to, children }: { to: string; children: ReactNode }) => <a href={to}>{children}</a>,
}));

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <HomeSuggestions />
    </QueryClientProvider>,
  );
const open = (count: number) => vi.spyOn(api, 'get').mockResolvedValue({ items: [], nextCursor: null, open: count });

beforeEach(() => {
  may.decide = true;
  return () => vi.restoreAllMocks();
});

describe('suggestions on the home page', () => {
  it('are mentioned to whoever may decide, with the way to them', async () => {
    open(3);
    show();
    expect(await screen.findByTestId('home-suggestions')).toBeTruthy();
    expect(screen.getByRole('link').getAttribute('href')).toBe('/suggestions');
  });

  it('are not mentioned while none waits', async () => {
    const get = open(0);
    show();
    await waitFor(() => expect(get).toHaveBeenCalled());
    expect(screen.queryByTestId('home-suggestions')).toBeNull();
  });

  it('are not even asked for by whoever may not decide', () => {
    may.decide = false;
    const get = open(5);
    show();
    expect(get).not.toHaveBeenCalled();
    expect(screen.queryByTestId('home-suggestions')).toBeNull();
  });
});
