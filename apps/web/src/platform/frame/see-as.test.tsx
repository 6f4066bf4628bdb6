import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Me } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { AccountMenu } from './account-menu';
import { SeeAsBanner } from './see-as-banner';
import { startAnew } from './start-anew';

const now = vi.hoisted(() => ({ me: {} as object }));
vi.mock('@/platform/auth', () => ({ useMe: () => now.me }));
vi.mock('./start-anew', () => ({ startAnew: vi.fn(), followOtherTabs: () => () => undefined }));
vi.mock('@tanstack/react-router', () => ({ useNavigate: () => vi.fn() }));
vi.mock('./use-tell-locale', () => ({ useTellLocale: () => undefined }));

const be = (over: Partial<Me>): void => {
  now.me = { id: '1', name: '沈律', role: 'compliance', department: null, departments: [], seeAs: null, ...over };
};
const show = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <SeeAsBanner />
        <AccountMenu />
      </App>
    </QueryClientProvider>,
  );

vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  vi.spyOn(api, 'get').mockResolvedValue([{ id: '3', name: '客服部', parentId: null }]);
  return () => vi.restoreAllMocks();
});

describe('seeing as a department does', () => {
  it('begins in the account menu, for those of the whole organisation', async () => {
    be({});
    const put = vi.spyOn(api, 'put').mockResolvedValue({});
    show();
    expect(screen.queryByTestId('see-as-banner')).toBeNull();
    fireEvent.click(screen.getByTestId('account'));
    fireEvent.mouseEnter((await screen.findByText('以部门视角查看')).closest('[role="menuitem"]')!);
    fireEvent.click(await screen.findByText('客服部'));
    await waitFor(() => expect(put).toHaveBeenCalledWith('/me/see-as', { departmentId: '3' }));
    await waitFor(() => expect(startAnew).toHaveBeenCalled());
  });

  it('is offered neither to people of one department nor to other roles', async () => {
    for (const over of [{ department: { id: '5', name: '合规部' } }, { role: 'designer' as const }]) {
      be(over);
      const { unmount } = show();
      fireEvent.click(screen.getByTestId('account'));
      await screen.findByText('退出登录');
      expect(screen.queryByText('以部门视角查看')).toBeNull();
      unmount();
    }
    expect(api.get).not.toHaveBeenCalled();
  });

  it('is said above everything, with the way out', async () => {
    be({ seeAs: { id: '3', name: '客服部' } });
    const put = vi.spyOn(api, 'put').mockResolvedValue({});
    show();
    expect(screen.getByTestId('see-as-banner').textContent).toContain('正以「客服部」的视角查看（只读）');
    fireEvent.click(screen.getByText('退出部门视角'));
    await waitFor(() => expect(put).toHaveBeenCalledWith('/me/see-as', { departmentId: null }));
  });
});
