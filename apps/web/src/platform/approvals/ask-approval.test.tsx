import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Approval, ApprovalRequest, FourEyesSettings } from '@tagloom/contracts';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App, Button } from 'antd';
import type { ReactNode } from 'react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { ApprovalDialog, AskApproval, askApproval, needsApproval, useApproval } from '.';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ children, search, to }: { children: ReactNode; search: object; to: string }) => (
    <a href={`${to}?${JSON.stringify(search)}`}>{children}</a>
  ),
}));

const OFF: FourEyesSettings = { publish: false, delete: false, merge: false, share: false, bulk: null };
const request: ApprovalRequest = { act: 'mergeTags', tagId: '7', into: '8' };
const asked = { id: '31', request, status: 'open', until: '2026-03-09T02:00:00.000Z' } as Approval;
const refusal = ApiError.of(409, { code: 'approval_required', message: '', params: { act: 'mergeTags' } });

let settings: FourEyesSettings;
let post: ReturnType<typeof vi.spyOn>;
const show = (children: ReactNode) =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>{children}</App>
    </QueryClientProvider>,
  );
const write = (reason: string) => fireEvent.change(screen.getByLabelText('原因'), { target: { value: reason } });
const send = () => fireEvent.click(screen.getByTestId('send-approval'));

vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  settings = OFF;
  vi.spyOn(api, 'get').mockImplementation(() => Promise.resolve(settings as never));
  post = vi.spyOn(api, 'post').mockResolvedValue(asked);
  return () => vi.restoreAllMocks();
});

describe('asking a second person', () => {
  it('wants a reason, then says who is asked and where to follow it', async () => {
    const onClose = vi.fn();
    show(<AskApproval request={request} onClose={onClose} />);
    send();
    expect(await screen.findByText('请写明原因')).toBeTruthy();
    expect(post).not.toHaveBeenCalled();
    write(' 两个标签一个意思 ');
    send();
    const sent = await screen.findByTestId('approval-sent');
    expect(post).toHaveBeenCalledWith('/approvals', { request, reason: '两个标签一个意思' });
    expect(sent.textContent).toContain('归属部门和全公司中有同样权限的同事');
    expect(sent.querySelector('a')?.getAttribute('href')).toBe('/approvals?{"tab":"own","id":"31"}');
    fireEvent.click(screen.getByTestId('approval-close'));
    expect(onClose).toHaveBeenCalled();
  });

  it('keeps the reason when it could not be sent, and says why', async () => {
    post.mockRejectedValue(ApiError.of(409, { code: 'tag_in_use', message: '' }));
    show(<AskApproval request={request} reason="重复了" onClose={() => undefined} />);
    send();
    expect((await screen.findByText('没有提交')).closest('[role="alert"]')?.textContent).toContain('标签正在使用');
    expect((screen.getByLabelText('原因') as HTMLTextAreaElement).value).toBe('重复了');
  });

  it('opens in the frame for what has no dialog of its own', async () => {
    show(<ApprovalDialog />);
    expect(screen.queryByRole('dialog')).toBeNull();
    act(() => askApproval({ request, title: '合并标签' }));
    expect((await screen.findByRole('dialog')).textContent).toContain('合并标签');
    fireEvent.click(screen.getByText(/^取\s?消$/));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });
});

describe('a dialog whose act may take two people', () => {
  function Dialog({ onDo }: { onDo: () => Promise<void> }) {
    const approval = useApproval('mergeTags');
    const confirm = () =>
      approval.needed
        ? approval.ask({ act: 'mergeTags', tagId: '7', into: '8' })
        : void onDo().catch((error: unknown) => approval.turn(error, { act: 'mergeTags', tagId: '7', into: '8' }));
    if (approval.asking)
      return <AskApproval request={approval.asking} onBack={approval.back} onClose={() => undefined} />;
    return <Button onClick={confirm}>{approval.needed ? 'ask' : 'do'}</Button>;
  }

  it('becomes the question when the act is refused for want of one, and leads back', async () => {
    show(<Dialog onDo={() => Promise.reject(refusal)} />);
    fireEvent.click(screen.getByText('do'));
    expect(await screen.findByTestId('ask-approval')).toBeTruthy();
    fireEvent.click(screen.getByText('返回修改'));
    expect(screen.getByText('do')).toBeTruthy();
  });

  it('stays as it is when the act is refused for another reason', async () => {
    const onDo = vi.fn(() => Promise.reject(ApiError.of(409, { code: 'tag_in_use', message: '' })));
    show(<Dialog onDo={onDo} />);
    fireEvent.click(screen.getByText('do'));
    await waitFor(() => expect(onDo).toHaveBeenCalled());
    await act(() => Promise.resolve());
    expect(screen.queryByTestId('ask-approval')).toBeNull();
  });

  it('says so beforehand where the settings tell, and does not try', async () => {
    settings = { ...OFF, merge: true };
    const onDo = vi.fn();
    show(<Dialog onDo={onDo} />);
    fireEvent.click(await screen.findByText('ask'));
    expect(await screen.findByTestId('ask-approval')).toBeTruthy();
    expect(onDo).not.toHaveBeenCalled();
  });
});

describe('what takes two people', () => {
  it('is nothing until it is turned on, but for what goes to the whole company', () => {
    expect(needsApproval(OFF, 'deleteTag')).toBe(false);
    expect(needsApproval(undefined, 'share')).toBe(false);
    expect(needsApproval(OFF, 'promoteFlow')).toBe(true);
  });

  it('is each act by its own setting', () => {
    expect(needsApproval({ ...OFF, delete: true }, 'deleteGroup')).toBe(true);
    expect(needsApproval({ ...OFF, delete: true }, 'splitTag')).toBe(false);
    expect(needsApproval({ ...OFF, share: true }, 'giveTag')).toBe(true);
  });

  it('counts customers where the setting is a number: more than it, not as many', () => {
    const limited = { ...OFF, bulk: 100 };
    expect(needsApproval(limited, 'bulkTag', 100)).toBe(false);
    expect(needsApproval(limited, 'bulkTag', 101)).toBe(true);
    expect(needsApproval(OFF, 'bulkTag', 1_000_000)).toBe(false);
  });
});
