import type { MergePreview, TagDetail } from '@tagloom/contracts';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { OFF, REFUSED, serveWith, showFramed } from '@/platform/approvals/four-eyes.test.data';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { MergeDialog } from './merge-dialog';

vi.mock('@tanstack/react-router', () => ({ Link: () => null, useNavigate: () => () => undefined }));

const tag = { id: '7', key: 'gold', name: { 'zh-CN': '金卡会员' }, kind: 'flag' } as TagDetail;
const other = { ...tag, id: '8', key: 'vip', name: { 'zh-CN': '贵宾' }, category: 'value', level: 'edit' };
const preview = {
  customers: 1284,
  both: 0,
  flows: [],
  goldenCases: 0,
  shares: 0,
  suggestions: 0,
  addedValues: [],
  obstacles: [],
} as MergePreview;

let answers: Record<string, () => Promise<unknown>>;
const post = () => vi.mocked(api.post);
const choose = async () => {
  showFramed(<MergeDialog tag={tag} onClose={() => undefined} />);
  fireEvent.mouseDown(await screen.findByRole('combobox'));
  fireEvent.click((await screen.findAllByText('贵宾')).at(-1)!);
  await screen.findByTestId('merge-preview');
};
const confirm = () => screen.getByTestId('confirm-merge');

vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  answers = {
    '/tags/7/merge/preview': () => Promise.resolve(preview),
    '/tags/7/merge': () => Promise.reject(REFUSED),
    '/approvals': () => Promise.resolve({ id: '31', request: { act: 'mergeTags' }, until: '2026-03-09T02:00:00.000Z' }),
  };
  vi.spyOn(api, 'post').mockImplementation((path) => answers[path]!() as never);
  return () => vi.restoreAllMocks();
});

describe('a merge that takes two people', () => {
  const tags = { '/tags': { groups: [], tags: [other] }, '/tags/search?q=': [other] };

  it('becomes the question in the same dialog, with the reason that was written, and leads back', async () => {
    serveWith(OFF, tags);
    await choose();
    fireEvent.change(screen.getByLabelText('原因'), { target: { value: '口径一样' } });
    fireEvent.click(confirm());
    expect(await screen.findByTestId('ask-approval')).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('原因').value).toBe('口径一样');
    fireEvent.click(screen.getByText('返回修改'));
    expect(await screen.findByTestId('merge-preview')).toBeTruthy();
    fireEvent.click(confirm());
    fireEvent.click(await screen.findByTestId('send-approval'));
    expect(await screen.findByTestId('approval-sent')).toBeTruthy();
    expect(post()).toHaveBeenCalledWith('/approvals', {
      request: { act: 'mergeTags', tagId: '7', into: '8' },
      reason: '口径一样',
    });
  });

  it('says so on the button where that is known, and merges nothing', async () => {
    serveWith({ ...OFF, merge: true }, tags);
    await choose();
    await waitFor(() => expect(confirm().textContent).toBe('提交审批'));
    fireEvent.click(confirm());
    expect(await screen.findByTestId('ask-approval')).toBeTruthy();
    expect(post()).not.toHaveBeenCalledWith('/tags/7/merge', expect.anything());
  });
});
