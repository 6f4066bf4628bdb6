import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { OwnerLine } from './owner-line';

vi.mock('@/platform/auth', () => ({ useCan: () => () => true }));

const withTeam = { id: '7', owner: { kind: 'role', id: 'agent', name: 'agent' } } as const;
const show = (mayTake: boolean) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <OwnerLine customer={{ ...withTeam, mayTake }} />
      </App>
    </QueryClientProvider>,
  );

describe('who looks after a customer', () => {
  it('can be changed by whoever is of the team, with one click', async () => {
    const post = vi.spyOn(api, 'post').mockResolvedValue(withTeam);
    show(true);
    expect(screen.getByTestId('customer-owner').textContent).toContain('owner_role');
    fireEvent.click(screen.getByTestId('take-customer'));
    await waitFor(() => expect(post).toHaveBeenCalledWith('/customers/7/take'));
  });

  it('is only shown to others', () => {
    show(false);
    expect(screen.queryByTestId('take-customer')).toBeNull();
  });
});
