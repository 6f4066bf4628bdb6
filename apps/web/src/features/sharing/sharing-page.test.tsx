import type { CreateShareRequest } from '@tagloom/contracts';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { useAsking } from '@/platform/sharing';
import { TEXTS } from '@/texts';
import { SharingPage } from './sharing-page';
import type { SharingTab } from './sharing-tabs';
import { departments, matrixTag, request, serve, share, show } from './sharing.test.data';

vi.mock('@/platform/auth', () => ({
  useCan: () => () => true,
  useMe: () => ({ department: { id: '2', name: '客服部' } }),
}));
// the header goes into the frame, which is not there
vi.mock('@/platform/frame', async (original) => ({
  ...(await original<object>()),
  PageHeader: ({ extra }: { extra: React.ReactNode }) => extra,
}));

const open = (tab: SharingTab) => show(<SharingPage tab={tab} onTab={() => undefined} />);
const cell = async (tag: string, department: string) =>
  waitFor(() => {
    const found = document.querySelector<HTMLElement>(`td[data-tag="${tag}"][data-department="${department}"]`);
    if (!found) throw new Error('the cell is not there');
    return found;
  });
const popover = async () => within(await screen.findByTestId('cell-popover'));

// popovers, pickers and dialogs of antd are slow in jsdom
vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  useAsking.setState({ asked: null, mayAsk: true });
  return () => vi.restoreAllMocks();
});

describe('the matrix', () => {
  it('says the level in a word, and marks the owner', async () => {
    serve();
    open('matrix');
    expect((await cell('11', '1')).textContent).toBe('归属部门');
    expect((await cell('11', '2')).textContent).toBe('可用于规则');
  });

  it('tells of the cell that has the focus who shared it, what for and until when', async () => {
    serve();
    open('matrix');
    fireEvent.focus(await cell('11', '3'));
    const line = screen.getByTestId('reading-line').textContent;
    expect(line).toContain('夜间服务组 · 参加618活动：可用于规则');
    expect(line).toContain('随上级部门「客服部」共享');
    expect(line).toContain('林悦于 2026-03-01 共享');
    expect(line).toContain('用途：双 12 接待分流');
    expect(line).toContain('长期有效');
  });

  it('is walked with the arrow keys, and entered with the tab key in one place', async () => {
    serve({ tags: [matrixTag(), matrixTag({ id: '12', name: { 'zh-CN': '夜间活跃' } })] });
    open('matrix');
    const first = await cell('11', '1');
    expect(document.querySelectorAll('td[tabindex="0"]')).toHaveLength(1);
    first.focus();
    fireEvent.keyDown(first, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(await cell('11', '2'));
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(await cell('12', '2'));
    fireEvent.keyDown(document.activeElement!, { key: 'End' });
    expect(document.activeElement).toBe(await cell('12', '3'));
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(await cell('12', '3'));
    expect(document.querySelectorAll('td[tabindex="0"]')).toHaveLength(1);
  });

  it('changes a cell: level and purpose, from the keyboard', async () => {
    serve();
    const post = vi.spyOn(api, 'post').mockResolvedValue(share());
    open('matrix');
    fireEvent.keyDown(await cell('11', '2'), { key: 'Enter' });
    const form = await popover();
    fireEvent.click(form.getByLabelText(/可打标/));
    fireEvent.change(form.getByLabelText('用途'), { target: { value: ' 夜间接待 ' } });
    fireEvent.click(form.getByTestId('save-share'));
    await waitFor(() =>
      expect(post).toHaveBeenCalledWith('/shares', {
        tagId: '11',
        departmentId: '2',
        level: 'assign',
        purpose: '夜间接待',
        until: null,
      } satisfies CreateShareRequest),
    );
    await waitFor(() => expect(screen.queryByTestId('cell-popover')).toBeNull());
  });

  it('shows in the popover why a share was refused, and keeps what was typed', async () => {
    serve();
    vi.spyOn(api, 'post').mockRejectedValue(ApiError.of(403, { code: 'not_owner', message: 'not_owner' }));
    open('matrix');
    fireEvent.click(await cell('11', '2'));
    const form = await popover();
    fireEvent.click(form.getByTestId('save-share'));
    expect((await form.findByRole('alert')).textContent).toContain('只有标签的归属部门可以共享它');
    expect(form.getByLabelText<HTMLInputElement>('用途').value).toBe('双 12 接待分流');
  });

  it('takes back the share of the cell after asking, and only that', async () => {
    serve();
    const end = vi.spyOn(api, 'delete').mockResolvedValue(undefined);
    open('matrix');
    fireEvent.click(await cell('11', '3'));
    // what comes from the department above is not taken back here
    expect((await popover()).queryByText('收回共享')).toBeNull();
    fireEvent.keyDown(screen.getByTestId('cell-popover'), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByTestId('cell-popover')).toBeNull());
    fireEvent.click(await cell('11', '2'));
    fireEvent.click((await popover()).getByText('收回共享'));
    const dialog = (await screen.findAllByText(/^收回共享给「客服部」/))[0]!.closest<HTMLElement>('.ant-modal')!;
    expect(end).not.toHaveBeenCalled();
    fireEvent.click(within(dialog).getByRole('button', { name: /收回共享/ }));
    await waitFor(() => expect(end).toHaveBeenCalledWith('/shares/51'));
  });

  it('offers whoever does not own the tag to ask for more instead', async () => {
    const cells = [{ departmentId: '2', level: 'read', shareId: '51', until: null, from: 'share' } as const];
    serve({ tags: [matrixTag({ editable: false, cells })] });
    open('matrix');
    fireEvent.click(await cell('11', '2'));
    const form = await popover();
    expect(form.queryByTestId('save-share')).toBeNull();
    fireEvent.click(form.getByText('申请更高权限'));
    expect(useAsking.getState().asked?.tag).toMatchObject({ id: '11', level: 'read' });
  });

  it('shows what fits on the screen first, and then all of 200 tags', async () => {
    serve({ tags: Array.from({ length: 200 }, (_, id) => matrixTag({ id: `${id + 100}` })) });
    open('matrix');
    await cell('139', '3');
    const cells = () => document.querySelectorAll('td[data-department]').length;
    await waitFor(() => expect(cells()).toBe(200 * departments.length), { timeout: 15_000 });
  });
});

describe('requests', () => {
  it('are granted, with less than was asked for when the owner wants', async () => {
    serve({ requests: [request(), request({ id: '72', mine: false })] });
    const post = vi.spyOn(api, 'post').mockResolvedValue(request({ status: 'granted' }));
    open('waiting');
    expect(await screen.findAllByTestId('share-request')).toHaveLength(1);
    fireEvent.click(screen.getByTestId('grant'));
    const dialog = within(await screen.findByRole('dialog'));
    // never more than was asked for
    expect(dialog.queryByLabelText(/可打标/)).toBeNull();
    fireEvent.click(dialog.getByLabelText(/脱敏/));
    fireEvent.click(dialog.getByRole('button', { name: /同 ?意/ }));
    await waitFor(() =>
      expect(post).toHaveBeenCalledWith('/share-requests/71/answer', {
        grant: true,
        level: 'masked',
        until: null,
        note: '',
      }),
    );
  });

  it('are refused with a reason, never without', async () => {
    serve({ requests: [request()] });
    const post = vi.spyOn(api, 'post').mockResolvedValue(request({ status: 'refused' }));
    open('waiting');
    fireEvent.click(await screen.findByText('不同意'));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: '不同意' }));
    expect(await dialog.findByText('请写明原因')).toBeTruthy();
    expect(post).not.toHaveBeenCalled();
    fireEvent.change(dialog.getByLabelText('说明'), { target: { value: '请先说明用途' } });
    fireEvent.click(dialog.getByRole('button', { name: '不同意' }));
    await waitFor(() =>
      expect(post).toHaveBeenCalledWith('/share-requests/71/answer', { grant: false, note: '请先说明用途' }),
    );
  });

  it('of the own department show their answer, and are withdrawn while they are open', async () => {
    const refused = {
      status: 'refused',
      answeredBy: '林悦',
      answeredAt: '2026-03-02T02:00:00Z',
      answer: '用途不清楚',
    } as const;
    serve({ requests: [request({ mine: false }), request({ id: '72', mine: false, ...refused })] });
    const withdraw = vi.spyOn(api, 'delete').mockResolvedValue(request());
    open('mine');
    expect(await screen.findByText('答复：用途不清楚')).toBeTruthy();
    fireEvent.click(screen.getByText('撤回申请'));
    await waitFor(() => expect(withdraw).toHaveBeenCalledWith('/share-requests/71'));
  });
});

describe('the records', () => {
  it('name who shared, who asked and who agreed, ended ones too', async () => {
    serve({
      shares: [share({ endedAt: '2026-03-05T02:00:00.000Z', endedBy: '' })],
      requests: [request({ mine: false, status: 'granted', answeredBy: '林悦', answeredAt: '2026-03-01T03:00:00Z' })],
    });
    open('log');
    const log = within(await screen.findByTestId('sharing-log'));
    expect(log.getByText(/到期结束/)).toBeTruthy();
    expect(log.getByText('已同意')).toBeTruthy();
    expect(log.getByText(/申请 · 周宁/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText('搜索部门、标签、用途或人'), { target: { value: '周宁' } });
    await waitFor(() => expect(log.queryByText(/到期结束/)).toBeNull());
  });
});
