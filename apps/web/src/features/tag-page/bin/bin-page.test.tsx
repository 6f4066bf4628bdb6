import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { BinItem, TagOperation } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { BinPage } from './bin-page';

const may = vi.hoisted(() => ({ write: true }));
vi.mock('@/platform/auth', () => ({ useCan: () => () => may.write }));
vi.mock('@/platform/frame', async (original) => ({
  ...(await original<object>()),
  PageHeader: () => null,
}));
vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original<object>()),
  Link: ({ children }: { children: React.ReactNode }) => <a>{children}</a>,
}));

const item: BinItem = {
  kind: 'tag',
  id: '7',
  operationId: '1',
  key: 'gold',
  name: { 'zh-CN': '金卡会员' },
  tags: [],
  customers: 1284,
  reason: '不再使用',
  deletedBy: '陈晓',
  deletedAt: '2026-11-20T02:00:00Z',
  purgeAt: '2026-12-20T02:00:00Z',
};
const named = (id: string, zh: string) => ({ id, key: `k${id}`, name: { 'zh-CN': zh } });
const merge: TagOperation = {
  id: '2',
  kind: 'merge',
  from: [named('8', '银卡会员')],
  into: [named('9', '普通会员')],
  reason: null,
  counts: { customers: 42, claims: 42, flows: 1, shares: 0, suggestions: 0, goldenCases: 0 },
  by: '林悦',
  at: '2026-11-21T02:00:00Z',
  until: '2999-01-01T00:00:00Z',
  undoneAt: null,
  undoneBy: null,
};

let operations: TagOperation[];
const show = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <BinPage />
      </App>
    </QueryClientProvider>,
  );

vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  may.write = true;
  operations = [merge];
  vi.spyOn(api, 'get').mockImplementation((path) =>
    Promise.resolve({
      items: path === '/tags/bin' ? [item, { ...item, kind: 'group', id: '3' }] : operations,
    } as never),
  );
  return () => vi.restoreAllMocks();
});

describe('the recycle bin', () => {
  it('says who deleted what and why, for how many customers it would come back, and until when', async () => {
    show();
    const text = (await screen.findByTestId('bin-tag-7')).textContent;
    for (const said of ['金卡会员', '1,284 位客户', '陈晓', '不再使用', '2026-12-20']) expect(text).toContain(said);
  });

  it.each([
    ['tag', '7', '/tags/7/restore'],
    ['group', '3', '/tag-groups/3/restore'],
  ])('restores a %s where it belongs', async (kind, id, path) => {
    const post = vi.spyOn(api, 'post').mockResolvedValue(undefined as never);
    show();
    fireEvent.click(await screen.findByTestId(`restore-${kind}-${id}`));
    await waitFor(() => expect(post).toHaveBeenCalledWith(path));
  });

  it('says why something cannot be restored', async () => {
    vi.spyOn(api, 'post').mockRejectedValue(ApiError.of(409, { code: 'undo_impossible', message: 'taken' }));
    show();
    fireEvent.click(await screen.findByTestId('restore-tag-7'));
    expect(await screen.findByText('没能恢复「金卡会员」')).toBeTruthy();
  });

  it('undoes a merge after asking, with the number of customers in the button', async () => {
    const post = vi.spyOn(api, 'post').mockResolvedValue(merge as never);
    show();
    fireEvent.click(await screen.findByTestId('undo-2'));
    const dialog = within(await screen.findByRole('dialog'));
    expect(post).not.toHaveBeenCalled();
    fireEvent.click(dialog.getByRole('button', { name: '撤销 42 位客户' }));
    await waitFor(() => expect(post).toHaveBeenCalledWith('/tag-operations/2/undo'));
  });

  it('offers no second undo, none that is too late, and nothing to those who may not delete', async () => {
    operations = [
      { ...merge, undoneAt: '2026-11-22T02:00:00Z', undoneBy: '陈晓' },
      { ...merge, id: '4', until: '2020-01-01T00:00:00Z' },
    ];
    show();
    expect((await screen.findByTestId('operation-2')).textContent).toContain('已撤销');
    expect(screen.queryByTestId('undo-2')).toBeNull();
    expect(screen.queryByTestId('undo-4')).toBeNull();
  });

  it('offers those who may not delete nothing to restore', async () => {
    may.write = false;
    show();
    await screen.findByTestId('operation-2');
    expect(screen.queryAllByRole('button')).toEqual([]);
  });
});
