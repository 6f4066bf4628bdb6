import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Department, ErrorCode, UserSummary } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { DepartmentsPage } from './departments-page';

const may = vi.hoisted(() => ({ write: true, readPeople: true }));
vi.mock('@/platform/auth', () => ({
  useCan: () => (action: string, subject: string) =>
    action === 'read' ? subject !== 'User' || may.readPeople : may.write,
}));
// the header goes into the frame, which is not there
vi.mock('@/platform/frame', async (original) => ({
  ...(await original<object>()),
  PageHeader: ({ extra }: { extra: React.ReactNode }) => extra,
}));

const service: Department = {
  id: '3',
  key: 'service',
  name: '客服部',
  timeZone: null,
  parentId: null,
  revision: 4,
};
const team: Department = { ...service, id: '5', key: 'team', name: '客服一组', parentId: '3', revision: 1 };
const inService = { id: '31', departmentId: '3', departmentName: '客服部', role: 'agent' } as const;
const inAll = { id: '32', departmentId: null, departmentName: null, role: 'compliance' } as const;
const person = (id: string, name: string, roles: UserSummary['roles']): UserSummary => ({
  id,
  email: `${id}@example.com`,
  name,
  role: roles[0]?.role ?? null,
  departmentId: roles[0]?.departmentId ?? null,
  departmentName: roles[0]?.departmentName ?? null,
  roles,
});
const zhou = person('7', '周宁', [inService, inAll]);
const shen = person('8', '沈律', []);

const refusal = (code: ErrorCode, params: Record<string, unknown>) => ApiError.of(409, { code, message: code, params });

const show = async () => {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <DepartmentsPage />
      </App>
    </QueryClientProvider>,
  );
  fireEvent.click(await screen.findByText('客服部'));
  return within(await screen.findByTestId('department'));
};

// trees, selects and drawers of antd are slow in jsdom
vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  Object.assign(may, { write: true, readPeople: true });
  vi.spyOn(api, 'get').mockImplementation((path) =>
    Promise.resolve((path === '/users' ? [zhou, shen] : [service, team]) as never),
  );
  return () => vi.restoreAllMocks();
});

describe('the page of departments', () => {
  it('shows who works in a department as what, and where else', async () => {
    const panel = await show();
    expect(panel.getByRole('heading', { level: 2 }).textContent).toBe('客服部');
    expect(panel.getByText('周宁')).toBeTruthy();
    expect(panel.getByText('全公司 · 合规')).toBeTruthy();
  });

  it('shows at the whole organisation who belongs nowhere', async () => {
    await show();
    fireEvent.click(within(screen.getByTestId('department-tree')).getByText('全公司'));
    expect((await screen.findByTestId('people-without')).textContent).toContain('沈律');
  });

  it('offers those who may only read nothing to change', async () => {
    may.write = false;
    const panel = await show();
    expect(panel.getByText('客服')).toBeTruthy();
    expect(panel.queryAllByRole('button')).toEqual([]);
    expect(panel.queryByRole('combobox')).toBeNull();
    expect(screen.queryByTestId('new-department')).toBeNull();
  });

  it('asks for no people on behalf of those who may not see them', async () => {
    may.readPeople = false;
    const panel = await show();
    expect(panel.getByText('你的角色不能查看成员。')).toBeTruthy();
    expect(vi.mocked(api.get).mock.calls.flat()).not.toContain('/users');
  });

  it('makes a department below the chosen one', async () => {
    const post = vi.spyOn(api, 'post').mockResolvedValue({ ...team, id: '9', name: '客服二组' });
    await show();
    fireEvent.click(screen.getByTestId('new-department'));
    fireEvent.change(await screen.findByLabelText('名称'), { target: { value: '客服二组' } });
    fireEvent.click(screen.getByTestId('save-department'));
    await waitFor(() => expect(post).toHaveBeenCalledWith('/departments', { name: '客服二组', parentId: '3' }));
  });

  it('says what the department is now when somebody else was faster', async () => {
    const theirs = { ...service, name: '服务部', parentId: '5', revision: 5 };
    const patch = vi.spyOn(api, 'patch').mockRejectedValue(refusal('revision_conflict', { theirs }));
    const panel = await show();
    fireEvent.click(panel.getByText('改名或移动'));
    fireEvent.change(await screen.findByLabelText('名称'), { target: { value: '客户部' } });
    fireEvent.click(screen.getByTestId('save-department'));
    expect((await screen.findByRole('alert')).textContent).toContain('现在它在「客服一组」下，名称是「服务部」');
    expect(patch).toHaveBeenCalledWith('/departments/3', { name: '客户部', parentId: null, revision: 4 });
  });

  it('says what a department is used by when it cannot be deleted', async () => {
    vi.spyOn(api, 'delete').mockRejectedValue(refusal('department_in_use', { uses: { people: 1, departments: 2 } }));
    const panel = await show();
    fireEvent.click(panel.getByText('删除部门'));
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name: '删除部门' }));
    expect(await screen.findByText(/「客服部」还在使用，不能删除：2 个下级部门和1 位成员/)).toBeTruthy();
  });

  it('changes a role where it is shown', async () => {
    const patch = vi.spyOn(api, 'patch').mockResolvedValue(zhou);
    const panel = await show();
    fireEvent.mouseDown(panel.getByLabelText('周宁的角色'));
    fireEvent.click(await screen.findByTitle('规则设计'));
    await waitFor(() => expect(patch).toHaveBeenCalledWith('/users/7/roles/31', { role: 'designer' }));
  });

  it('asks before it removes somebody', async () => {
    const remove = vi.spyOn(api, 'delete').mockResolvedValue(zhou);
    const panel = await show();
    fireEvent.click(panel.getByText('移出'));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('会转到此人的其他部门');
    expect(remove).not.toHaveBeenCalled();
    fireEvent.click(within(dialog).getByRole('button', { name: /移 ?出/ }));
    await waitFor(() => expect(remove).toHaveBeenCalledWith('/users/7/roles/31'));
  });
});
