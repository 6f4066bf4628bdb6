import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState, type ReactNode } from 'react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { ApprovalsPage } from './approvals-page';
import { parseApprovalsSearch, type ApprovalsSearch } from './approvals-search';
import { approval, serve, show } from './approvals.test.data';

const now = vi.hoisted(() => ({ department: null as { id: string; name: string } | null }));
vi.mock('@/platform/auth', () => ({ useCan: () => () => true, useMe: () => ({ department: now.department }) }));
// the header goes into the frame, which is not there
vi.mock('@/platform/frame', async (original) => ({
  ...(await original<object>()),
  PageHeader: ({ extra }: { extra: ReactNode }) => extra,
}));
vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original<object>()),
  Link: ({ children, to, params }: { children: ReactNode; to: string; params?: { id: string } }) => (
    <a href={to.replace('$id', params?.id ?? '')}>{children}</a>
  ),
}));

function Page({ initial }: { initial: ApprovalsSearch }) {
  const [search, setSearch] = useState(initial);
  return <ApprovalsPage search={search} onSearch={setSearch} />;
}
const open = (search: ApprovalsSearch = {}) => show(<Page initial={search} />);
const rows = async () => (await screen.findAllByTestId('approval')).map(({ textContent }) => textContent);
const panel = async () => within(await screen.findByTestId('approval-panel'));
const outcome = async () => (await panel()).findByTestId('not-done');

vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  now.department = null;
  return () => vi.restoreAllMocks();
});

describe('the list', () => {
  it('says in a sentence who asks for what, how many it affects, why, for whom and until when', async () => {
    serve([approval()]);
    open();
    const [row] = await rows();
    expect(row).toContain('林悦 申请删除标签「参加618活动」，影响 1,204 位客户');
    expect(row).toContain('原因：活动已经结束，没有规则在用');
    expect(row).toContain('代表市场部');
    expect(row).toContain('有效期至 2026-03-08');
  });

  it('shows under each tab what belongs there, and counts what waits for me', async () => {
    serve([
      approval({ id: '31' }),
      approval({ id: '32', own: true, mine: false, reason: '我的' }),
      approval({ id: '33', mine: false, status: 'rejected', reason: '别人的' }),
    ]);
    open();
    expect(await screen.findByText('待我处理 1')).toBeTruthy();
    expect(await rows()).toHaveLength(1);
    fireEvent.click(screen.getByText('我发起的'));
    await waitFor(async () => expect(await rows()).toHaveLength(1));
    expect((await rows())[0]).toContain('你申请删除标签');
    fireEvent.click(screen.getByText('全部'));
    await waitFor(async () => expect(await rows()).toHaveLength(3));
    expect((await rows())[2]).toContain('已拒绝');
  });

  it('offers all to those alone who see more than their own', async () => {
    now.department = { id: '1', name: '市场部' };
    serve([approval({ own: true, mine: false })]);
    open({ tab: 'own' });
    expect(await rows()).toHaveLength(1);
    expect(screen.queryByText('全部')).toBeNull();
  });

  it('says what the place is for while it is empty', async () => {
    serve([]);
    open();
    expect(await screen.findByText('没有等你处理的审批')).toBeTruthy();
  });
});

describe('deciding', () => {
  const decided = { mine: false, decidedBy: '陈安', decidedAt: '2026-03-02T02:00:00.000Z' };

  it('agrees, and shows that it is done', async () => {
    serve([approval()]);
    const post = vi.spyOn(api, 'post').mockImplementation(() => {
      const done = approval({ ...decided, status: 'done', decisionNote: '同意' });
      serve([done]);
      return Promise.resolve(done as never);
    });
    open({ id: '31' });
    const form = within(await (await panel()).findByTestId('decide'));
    fireEvent.change(form.getByRole('textbox'), { target: { value: ' 同意 ' } });
    fireEvent.click(form.getByTestId('approve-approval'));
    expect(await (await panel()).findByText('已同意，并已执行。')).toBeTruthy();
    expect(post).toHaveBeenCalledWith('/approvals/31/decide', { decision: 'approve', note: '同意' });
    expect((await panel()).getByTestId('decision').textContent).toContain('陈安于 2026-03-02');
    expect((await panel()).queryByTestId('decide')).toBeNull();
  });

  it('is refused with a reason only', async () => {
    serve([approval()]);
    const post = vi.spyOn(api, 'post').mockResolvedValue(approval({ ...decided, status: 'rejected' }));
    open({ id: '31' });
    const form = within(await (await panel()).findByTestId('decide'));
    fireEvent.click(form.getByTestId('reject-approval'));
    expect(await form.findByText('请写明拒绝的理由，发起人会看到')).toBeTruthy();
    expect(post).not.toHaveBeenCalled();
    fireEvent.change(form.getByRole('textbox'), { target: { value: '还在用' } });
    fireEvent.click(form.getByTestId('reject-approval'));
    await waitFor(() =>
      expect(post).toHaveBeenCalledWith('/approvals/31/decide', { decision: 'reject', note: '还在用' }),
    );
  });

  it('says why when somebody else was faster', async () => {
    serve([approval()]);
    vi.spyOn(api, 'post').mockRejectedValue(ApiError.of(409, { code: 'approval_decided', message: '' }));
    open({ id: '31' });
    fireEvent.click(await (await panel()).findByTestId('approve-approval'));
    expect((await (await panel()).findByText('没有处理成功')).closest('[role="alert"]')?.textContent).toContain(
      '已经有结果',
    );
  });

  it('tells the others why it could not be done, and until when whoever asked may try again', async () => {
    const error = { code: 'tag_in_use', message: 'in use' };
    serve([approval({ ...decided, status: 'approved', error })]);
    open({ id: '31' });
    const text = (await outcome()).textContent;
    expect(text).toContain('已同意，但未能执行：标签正在使用');
    expect(text).toContain('林悦 可以在 2026-03-08');
    expect((await panel()).queryByTestId('retry-approval')).toBeNull();
  });

  it('lets whoever asked do by hand what was agreed to, by the way of everybody', async () => {
    const error = { code: 'no such code', message: '数据库忙' };
    serve([approval({ ...decided, own: true, status: 'approved', error })]);
    const remove = vi.spyOn(api, 'delete').mockResolvedValue(undefined);
    open({ tab: 'own', id: '31' });
    expect((await outcome()).textContent).toContain('未能执行：数据库忙');
    fireEvent.click((await panel()).getByTestId('retry-approval'));
    await waitFor(() => expect(remove).toHaveBeenCalledWith('/tags/11'));
  });

  it('withdraws what is one’s own, and offers no word on it', async () => {
    serve([approval({ own: true, mine: false })]);
    const remove = vi.spyOn(api, 'delete').mockResolvedValue(approval({ own: true, mine: false, status: 'withdrawn' }));
    open({ tab: 'own', id: '31' });
    fireEvent.click(await (await panel()).findByTestId('withdraw-approval'));
    await waitFor(() => expect(remove).toHaveBeenCalledWith('/approvals/31'));
    expect((await panel()).queryByTestId('decide')).toBeNull();
  });

  it('says so when there is nothing to see behind the address', async () => {
    serve([]);
    open({ id: '99' });
    expect((await (await panel()).findByText('看不到这条审批')).closest('[role="alert"]')?.textContent).toContain(
      '找不到这条审批',
    );
  });
});

describe('the address', () => {
  it('keeps the tab and the one that is open, and nothing else', () => {
    expect(parseApprovalsSearch({ tab: 'own', id: 31, x: 1 })).toEqual({ tab: 'own', id: '31' });
    expect(parseApprovalsSearch({ tab: 'waiting', id: '../1' })).toEqual({});
  });
});
