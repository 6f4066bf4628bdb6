import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Department } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { Departments } from './departments';

const may = vi.hoisted(() => ({ update: true }));
vi.mock('@/platform/auth', () => ({ useCan: () => () => may.update }));

const london: Department = {
  id: '4',
  key: 'london',
  name: '伦敦门店',
  timeZone: 'Europe/London',
  parentId: null,
  revision: 1,
};

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <Departments />
      </App>
    </QueryClientProvider>,
  );

beforeEach(() => {
  may.update = true;
  vi.spyOn(api, 'get').mockResolvedValue([london]);
  vi.spyOn(api, 'patch').mockResolvedValue({ ...london, timeZone: null });
  return () => vi.restoreAllMocks();
});

describe('the departments', () => {
  it('get another time zone where they are listed', async () => {
    show();
    const zone = await screen.findByRole('combobox');
    fireEvent.mouseDown(zone);
    fireEvent.change(zone, { target: { value: 'Asia/Tokyo' } });
    fireEvent.click(await screen.findByTitle('Asia/Tokyo'));
    await waitFor(() => expect(api.patch).toHaveBeenCalledWith('/departments/4', { timeZone: 'Asia/Tokyo' }));
  });

  it('show their time zone to whoever may not change it', async () => {
    may.update = false;
    show();
    expect(await screen.findByText('Europe/London')).toBeTruthy();
    expect(screen.queryByRole('combobox')).toBeNull();
  });
});
