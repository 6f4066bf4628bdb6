import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Me } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { DepartmentSwitcher } from './department-switcher';
import { startAnew } from './start-anew';

const now = vi.hoisted(() => ({ me: {} as object }));
vi.mock('@/platform/auth', () => ({ useMe: () => now.me }));
vi.mock('./start-anew', () => ({ startAnew: vi.fn(), followOtherTabs: () => () => undefined }));

const inService = { id: '3', name: '客服部', role: 'agent' } as const;
const everywhere = { id: null, name: null, role: 'compliance' } as const;
const me = (departments: Me['departments'], department: Me['department']): void => {
  now.me = { department, departments } satisfies Pick<Me, 'department' | 'departments'>;
};
const show = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <DepartmentSwitcher />
      </App>
    </QueryClientProvider>,
  );

beforeAll(() => startI18n(TEXTS));
beforeEach(() => () => vi.restoreAllMocks());

describe('where one acts', () => {
  it('is only said to those who have one department', () => {
    me([inService], { id: '3', name: '客服部' });
    show();
    expect(screen.getByText('客服部')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is switched by those who have several, and the product starts anew', async () => {
    me([inService, everywhere], { id: '3', name: '客服部' });
    const put = vi.spyOn(api, 'put').mockResolvedValue({});
    show();
    fireEvent.click(screen.getByTestId('act-in'));
    fireEvent.click(await screen.findByText('全公司 · 合规'));
    await waitFor(() => expect(startAnew).toHaveBeenCalledOnce());
    expect(put).toHaveBeenCalledWith('/me/department', { departmentId: null });
  });

  it('stays when it is chosen again, or refused', async () => {
    vi.mocked(startAnew).mockClear();
    me([inService, everywhere], null);
    const put = vi.spyOn(api, 'put').mockRejectedValue(ApiError.of(404, { code: 'department_not_found', message: '' }));
    show();
    fireEvent.click(screen.getByTestId('act-in'));
    fireEvent.click(await screen.findByText('全公司 · 合规'));
    expect(put).not.toHaveBeenCalled();
    fireEvent.click(screen.getByTestId('act-in'));
    fireEvent.click(await screen.findByText('客服部 · 客服'));
    expect(await screen.findByText('没有这个部门。')).toBeTruthy();
    expect(startAnew).not.toHaveBeenCalled();
  });
});
