import type { Approval, TagGroup } from '@tagloom/contracts';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { OFF, REFUSED, serveWith, showFramed } from '@/platform/approvals/four-eyes.test.data';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { DeleteTagButton } from './delete-tag-button';
import { GroupDrawer } from './library/group-drawer';
import { useDeleteGroup } from './library/use-delete-group';

vi.mock('@tanstack/react-router', () => ({ Link: () => null }));

const tag = { id: '11', name: { 'zh-CN': '参加618活动' } };
const group = {
  id: '5',
  key: 'campaigns',
  name: { 'zh-CN': '活动' },
  category: 'behavior',
  exclusive: false,
  parentId: '6',
  revision: 3,
} as TagGroup;
const RemoveGroup = () => {
  const remove = useDeleteGroup(() => undefined);
  return <button onClick={() => remove(group)}>remove</button>;
};
const question = async (name: string | RegExp) =>
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name }));
const settingsRead = async () => {
  await waitFor(() => expect(api.get).toHaveBeenCalledWith('/settings/four-eyes'));
  await act(() => new Promise((resolve) => setTimeout(resolve, 0)));
};
const submit = async (reason: string) => {
  fireEvent.change(await screen.findByLabelText('原因'), { target: { value: reason } });
  fireEvent.click(screen.getByTestId('send-approval'));
};

let post: ReturnType<typeof vi.spyOn>;
vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  post = vi
    .spyOn(api, 'post')
    .mockImplementation((_path, body) =>
      Promise.resolve({ id: '31', until: '2026-03-09T02:00:00.000Z', ...(body as object) } as Approval as never),
    );
  return () => vi.restoreAllMocks();
});

describe('deleting what takes two people', () => {
  it('asks a second person at once where that is known, and deletes nothing', async () => {
    serveWith({ ...OFF, delete: true }, {});
    const remove = vi.spyOn(api, 'delete');
    showFramed(<DeleteTagButton tag={tag} onDeleted={() => undefined} />);
    await settingsRead();
    fireEvent.click(screen.getByTestId('delete-tag'));
    await submit('活动结束');
    expect(await screen.findByTestId('approval-sent')).toBeTruthy();
    expect(post).toHaveBeenCalledWith('/approvals', {
      request: { act: 'deleteTag', tagId: '11' },
      reason: '活动结束',
    });
    expect(remove).not.toHaveBeenCalled();
  });

  it('asks for it when the deletion is refused for want of a second person', async () => {
    serveWith(OFF, {});
    vi.spyOn(api, 'delete').mockRejectedValue(REFUSED);
    showFramed(<DeleteTagButton tag={tag} onDeleted={() => undefined} />);
    fireEvent.click(screen.getByTestId('delete-tag'));
    await question(/删 ?除/);
    expect(await screen.findByTestId('ask-approval')).toBeTruthy();
  });

  it('names the number of tags that go with a group', async () => {
    serveWith({ ...OFF, delete: true }, {});
    const needs = ApiError.of(409, { code: 'confirm_required', message: '', params: { tags: 2 } });
    const remove = vi.spyOn(api, 'delete').mockRejectedValue(needs);
    showFramed(<RemoveGroup />);
    await settingsRead();
    fireEvent.click(screen.getByText('remove'));
    await question('删除分组');
    fireEvent.click(await screen.findByRole('button', { name: '提交审批' }));
    await submit('不用了');
    await waitFor(() =>
      expect(post).toHaveBeenCalledWith('/approvals', {
        request: { act: 'deleteGroup', groupId: '5', tags: 2 },
        reason: '不用了',
      }),
    );
    expect(remove).toHaveBeenCalledTimes(1);
  });
});

describe('moving a group into one that lends it', () => {
  it('keeps the new name, and asks a second person for the place', async () => {
    serveWith(OFF, {});
    const patch = vi.spyOn(api, 'patch').mockRejectedValueOnce(REFUSED).mockResolvedValueOnce(group);
    const groups = [group, { ...group, id: '6', name: { 'zh-CN': '大促' }, parentId: null }];
    const onClose = vi.fn();
    showFramed(<GroupDrawer group={group} groups={groups} onClose={onClose} />);
    fireEvent.change(await screen.findByLabelText('中文名'), { target: { value: '营销活动' } });
    fireEvent.mouseDown(screen.getByLabelText('上级分组'));
    fireEvent.click((await screen.findAllByText('直接放在「行为特征」下')).at(-1)!);
    fireEvent.click(screen.getByTestId('save-group'));
    expect(await screen.findByTestId('ask-approval')).toBeTruthy();
    const name = { 'zh-CN': '营销活动' };
    expect(patch.mock.calls).toEqual([
      ['/tag-groups/5', { name, parentId: null, revision: 3 }],
      ['/tag-groups/5', { name, revision: 3 }],
    ]);
    expect(onClose).toHaveBeenCalled();
    await submit('整理分组');
    await waitFor(() =>
      expect(post).toHaveBeenCalledWith('/approvals', {
        request: { act: 'giveGroup', groupId: '5', parentId: null },
        reason: '整理分组',
      }),
    );
  });
});
