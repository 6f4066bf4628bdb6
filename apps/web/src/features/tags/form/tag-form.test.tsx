import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ErrorCode, TagCheck, TagDetail } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { TagDrawer } from '../tag-drawer';

vi.mock('@/platform/auth', () => ({
  useCan: () => () => true,
  useMe: () => ({ department: { id: '3', name: '市场部' } }),
}));

const tag: TagDetail = {
  id: '7',
  key: 'gold',
  name: { 'zh-CN': '金卡会员' },
  meaning: '消费满 20,000 元',
  kind: 'flag',
  values: [],
  category: 'value',
  groupId: null,
  position: 0,
  scope: 'department',
  ownerDepartmentId: '3',
  level: 'edit',
  customers: 10,
  localName: null,
  purpose: '',
  sensitivity: 'internal',
  stewardId: null,
  reviewAt: null,
  revision: 4,
  examples: { positive: [], negative: [] },
  validityDays: null,
  ownerDepartmentName: '市场部',
  ownerUserName: null,
  stewardName: null,
  groupPath: [],
  localNames: [],
  createdAt: '2026-11-01T00:00:00Z',
  isOwner: true,
};
const FINE: TagCheck = { leaks: [], problems: [], duplicates: [] };
const refusal = (code: ErrorCode) => ApiError.of(409, { code, message: code, params: { revision: 5 } });

let now: TagDetail;
let check: TagCheck;
const show = (tagId: string | undefined) => {
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <TagDrawer tagId={tagId} onClose={onClose} />
      </App>
    </QueryClientProvider>,
  );
  return { onClose };
};
const type = async (label: string, value: string) =>
  fireEvent.change(await screen.findByLabelText(label), { target: { value } });
const save = () => fireEvent.click(screen.getByTestId('save-tag'));
const isBlocked = () => (screen.getByTestId('save-tag') as HTMLButtonElement).disabled;

// drawers and selects of antd are slow in jsdom
vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  now = tag;
  check = FINE;
  vi.spyOn(api, 'get').mockImplementation((path) =>
    Promise.resolve(
      (path === '/tags'
        ? { groups: [], tags: [] }
        : path === '/catalog'
          ? { facts: [], tags: [], eventTypes: [] }
          : now) as never,
    ),
  );
  vi.spyOn(api, 'post').mockImplementation((path) => Promise.resolve((path === '/tags/check' ? check : tag) as never));
  return () => vi.restoreAllMocks();
});

describe('the form of a tag', () => {
  it('makes a tag of one’s own department, and says what it became', async () => {
    const { onClose } = show(undefined);
    await type('中文名', '金卡会员');
    await type('含义', '消费满 20,000 元');
    save();
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    const body = vi.mocked(api.post).mock.calls.find(([path]) => path === '/tags')?.[1];
    expect(body).toMatchObject({
      name: { 'zh-CN': '金卡会员' },
      meaning: '消费满 20,000 元',
      scope: 'department',
      ownerDepartmentId: '3',
    });
  });

  it('does not save what looks like a phone number, and says where it stands', async () => {
    const message = { 'zh-CN': '像是手机号 138****2067', en: 'Looks like a phone number' };
    check = { ...FINE, leaks: [{ path: 'name.zh-CN', kind: 'phone', excerpt: '138****2067', message }] };
    show(undefined);
    await type('中文名', '张三13812342067');
    const alert = await screen.findByTestId('tag-leaks');
    expect(alert.textContent).toContain('中文名：像是手机号 138****2067');
    expect(isBlocked()).toBe(true);
    fireEvent.submit(screen.getByLabelText('中文名'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(vi.mocked(api.post).mock.calls.map(([path]) => path)).not.toContain('/tags');
  });

  it('warns of a tag that seems to be the same, with a way to it, and lets one go on', async () => {
    const message = { 'zh-CN': '和「黄金会员」意思相近', en: 'Nearly the same as' };
    const name = { 'zh-CN': '黄金会员' };
    check = { ...FINE, duplicates: [{ id: '8', name, reason: 'synonym', similarity: 0.9, message }] };
    show(undefined);
    await type('中文名', '金卡会员');
    const warning = within(await screen.findByTestId('tag-duplicates'));
    expect(warning.getByRole('link', { name: '打开「黄金会员」' }).getAttribute('href')).toBe('/tags/8');
    expect(isBlocked()).toBe(false);
  });

  it('sends of an existing tag only what was changed, with the revision that was seen', async () => {
    const patch = vi.spyOn(api, 'patch').mockResolvedValue(tag);
    show('7');
    await type('含义', '消费满 25,000 元');
    save();
    await waitFor(() => expect(patch).toHaveBeenCalledWith('/tags/7', { meaning: '消费满 25,000 元', revision: 4 }));
  });

  it('shows both versions when somebody else was faster, loses nothing, and saves what one chose', async () => {
    const patch = vi.spyOn(api, 'patch').mockRejectedValueOnce(refusal('revision_conflict')).mockResolvedValueOnce(tag);
    const { onClose } = show('7');
    await type('含义', '消费满 25,000 元');
    now = { ...tag, meaning: '消费满 18,000 元', purpose: '优先接入', revision: 5 };
    save();
    const conflict = within(await screen.findByTestId('tag-conflict'));
    const meaning = within(conflict.getByRole('radiogroup', { name: '含义' }));
    expect((meaning.getByRole('radio', { name: /我填的/ }) as HTMLInputElement).checked).toBe(true);
    expect(meaning.getByText('消费满 18,000 元')).toBeTruthy();
    expect((screen.getByRole('textbox', { name: '含义' }) as HTMLTextAreaElement).value).toBe('消费满 25,000 元');
    // what nobody typed here gives way to what is there now
    expect((screen.getByRole('textbox', { name: '用途' }) as HTMLInputElement).value).toBe('优先接入');
    expect(onClose).not.toHaveBeenCalled();
    fireEvent.click(meaning.getByRole('radio', { name: /现在的/ }));
    expect((screen.getByRole('textbox', { name: '含义' }) as HTMLTextAreaElement).value).toBe('消费满 18,000 元');
    fireEvent.click(meaning.getByRole('radio', { name: /我填的/ }));
    save();
    await waitFor(() =>
      expect(patch).toHaveBeenLastCalledWith('/tags/7', { meaning: '消费满 25,000 元', revision: 5 }),
    );
    await waitFor(() => expect(onClose).toHaveBeenCalled());
  });
});
