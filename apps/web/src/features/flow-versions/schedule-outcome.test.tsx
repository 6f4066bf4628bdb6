import type { FlowSchedule, ScheduleResponse } from '@tagloom/contracts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { App } from 'antd';
import { describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { VersionsPage } from './versions-page';

vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original<object>()),
  useRouter: () => ({ history: { push: vi.fn() } }),
}));
vi.mock('@/platform/auth', () => ({ useCan: () => () => true }));

const waiting: FlowSchedule = {
  publishAt: null,
  expireAt: '2026-03-01T00:00:00.000Z',
  apply: 'new_events',
  since: null,
  note: null,
  revision: 7,
  by: '林设计',
  publishOutcome: null,
  expireOutcome: null,
};
const ended = { at: '2026-03-01T00:00:01.000Z', status: 'done' as const, error: null };
const rule = { id: '3', name: '上海顾客', version: 2, revision: 7 };

describe('a rule whose schedule came to its hour while the page is open', () => {
  it('is shown as it is since', async () => {
    let schedule = waiting;
    vi.spyOn(api, 'get').mockImplementation((path: string) => {
      if (path.endsWith('/versions')) return Promise.resolve([]);
      if (path.endsWith('/schedule')) return Promise.resolve({ schedule } satisfies ScheduleResponse);
      return Promise.resolve({ ...rule, status: schedule.expireOutcome ? 'stopped' : 'published' });
    });
    const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    render(
      <QueryClientProvider client={client}>
        <App>
          <VersionsPage flowId="3" />
        </App>
      </QueryClientProvider>,
    );
    await screen.findByTestId('stop');
    schedule = { ...waiting, expireOutcome: ended };
    await act(() => client.refetchQueries({ queryKey: ['flowVersions', '3', 'schedule'] }));
    expect(await screen.findByTestId('stopped')).toBeTruthy();
    expect(screen.queryByTestId('stop')).toBeNull();
  });
});
