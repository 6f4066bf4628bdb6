import type { FourEyesSettings, TagDetail } from '@tagloom/contracts';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { OFF, REFUSED, serveWith, showFramed } from '@/platform/approvals/four-eyes.test.data';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { TagDrawer } from '../tag-drawer';
import { givingOf, withoutGiving } from './tag-form-values';

vi.mock('@tanstack/react-router', () => ({ Link: () => null }));
vi.mock('@/platform/auth', () => ({ useCan: () => () => true, useMe: () => ({ department: { id: '3' } }) }));

const tag = {
  id: '7',
  key: 'gold',
  name: { 'zh-CN': '金卡会员' },
  meaning: '消费满 20,000 元',
  kind: 'flag',
  values: [],
  category: 'value',
  groupId: null,
  scope: 'department',
  ownerDepartmentId: '3',
  level: 'edit',
  purpose: '',
  sensitivity: 'internal',
  stewardId: null,
  reviewAt: null,
  revision: 4,
  examples: { positive: [], negative: [] },
  validityDays: null,
  isOwner: true,
} as unknown as TagDetail;

const show = async (settings: FourEyesSettings) => {
  serveWith(settings, {
    '/tags': { groups: [], tags: [] },
    '/tags/7': tag,
    '/catalog': { facts: [], tags: [], eventTypes: [], departments: [{ id: '4', name: '销售部' }] },
  });
  showFramed(<TagDrawer tagId="7" onClose={() => undefined} />);
  await screen.findByTestId('save-tag');
};
const give = async () => {
  fireEvent.mouseDown(screen.getByLabelText('归属部门'));
  fireEvent.click(await screen.findByTitle('销售部'));
};
const write = (meaning: string) => fireEvent.change(screen.getByLabelText('含义'), { target: { value: meaning } });
const save = () => fireEvent.click(screen.getByTestId('save-tag'));
const asked = async () => {
  fireEvent.change(await screen.findByLabelText('原因'), { target: { value: '由销售部维护' } });
  fireEvent.click(screen.getByTestId('send-approval'));
};

let post: ReturnType<typeof vi.spyOn>;
vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  post = vi
    .spyOn(api, 'post')
    .mockImplementation(async (path, body) =>
      path === '/approvals'
        ? { ...(body as object), id: '12', until: '2026-12-01T08:00:00Z' }
        : { leaks: [], problems: [], duplicates: [] },
    );
  return () => vi.restoreAllMocks();
});

describe('giving a tag to another department', () => {
  it('asks a second person where that is known, and saves the rest without it', async () => {
    const patch = vi.spyOn(api, 'patch').mockResolvedValue(tag);
    await show({ ...OFF, share: true });
    expect(screen.getByTestId('save-tag').textContent).toMatch(/保 ?存/);
    write('近一年消费满 20,000 元');
    await give();
    await waitFor(() => expect(screen.getByTestId('save-tag').textContent).toBe('提交审批'));
    save();
    await asked();
    expect(patch.mock.calls).toEqual([['/tags/7', { meaning: '近一年消费满 20,000 元', revision: 4 }]]);
    await waitFor(() =>
      expect(post).toHaveBeenCalledWith('/approvals', {
        request: { act: 'giveTag', tagId: '7', ownerDepartmentId: '4' },
        reason: '由销售部维护',
      }),
    );
    expect(await screen.findByTestId('approval-sent')).toBeTruthy();
  });

  it('asks for it when saving is refused for want of a second person', async () => {
    const patch = vi.spyOn(api, 'patch').mockRejectedValue(REFUSED);
    await show(OFF);
    await give();
    save();
    expect(await screen.findByTestId('ask-approval')).toBeTruthy();
    expect(patch).toHaveBeenCalledTimes(1);
    // nothing else was changed, so the form is still good
    fireEvent.click(screen.getByText('返回修改'));
    expect((await screen.findByLabelText<HTMLTextAreaElement>('含义')).value).toBe('消费满 20,000 元');
  });

  it('is no question of it when something else is changed', async () => {
    const patch = vi.spyOn(api, 'patch').mockResolvedValue(tag);
    await show({ ...OFF, share: true });
    write('近一年消费满 20,000 元');
    save();
    await waitFor(() => expect(patch).toHaveBeenCalled());
    expect(screen.queryByTestId('ask-approval')).toBeNull();
  });
});

describe('a change in two halves', () => {
  it('is what others get, and the rest', () => {
    const update = { meaning: 'x', groupId: null, scope: 'enterprise', note: 'why', revision: 4 } as const;
    expect(givingOf(update)).toEqual({ scope: 'enterprise', groupId: null });
    expect(withoutGiving(update)).toEqual({ meaning: 'x', note: 'why', revision: 4 });
  });

  it('has no half of which nothing is changed', () => {
    expect(givingOf({ meaning: 'x', revision: 4 })).toBeUndefined();
    expect(withoutGiving({ scope: 'enterprise', note: 'why', revision: 4 })).toBeUndefined();
  });
});
