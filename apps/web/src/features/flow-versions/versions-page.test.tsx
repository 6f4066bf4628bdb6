import type { FlowDetail, FlowVersion, VersionDiff } from '@tagloom/contracts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { VersionsPage } from './versions-page';

const push = vi.fn();
vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original<object>()),
  useRouter: () => ({ history: { push } }),
}));
vi.mock('@/platform/auth', () => ({ useCan: () => () => true }));

const flow = { name: '上海顾客', nodes: [], edges: [] };
const sentence = { 'zh-CN': '若城市是「上海」，就打上「高价值」。', en: 'if City is “上海”, add “VIP”.' };
const version = (number: number): FlowVersion => ({
  version: number,
  flow,
  publishedAt: '2026-03-01T00:00:00.000Z',
  publishedBy: '林设计',
  note: `说明 ${number}`,
  appliesTo: 'everyone',
  since: null,
  sentence,
});
const detail: FlowDetail = {
  id: '3',
  name: flow.name,
  department: null,
  editable: true,
  blocked: null,
  moves: [],
  status: 'published',
  version: 2,
  hasUnpublishedEdits: false,
  sentence,
  updatedAt: '2026-03-01T00:00:00.000Z',
  updatedBy: '林设计',
  publishedAt: '2026-03-01T00:00:00.000Z',
  customers: 0,
  revision: 7,
  draft: flow,
  published: flow,
};
const diff: VersionDiff = {
  differences: [{ subject: 'node', change: 'added', nodeIds: ['c'], text: { 'zh-CN': '新增条件', en: 'Added it' } }],
  sentence: {
    'zh-CN': [
      { change: 'removed', text: '「上海」' },
      { change: 'added', text: '「北京」' },
    ],
    en: [
      { change: 'removed', text: '「上海」' },
      { change: 'added', text: '「北京」' },
    ],
  },
};
let get: ReturnType<typeof vi.spyOn>;

beforeEach(() => {
  push.mockClear();
  get = vi.spyOn(api, 'get').mockImplementation((path: string) => {
    if (path.endsWith('/versions')) return Promise.resolve([version(2), version(1)]);
    if (path.includes('/diff/')) return Promise.resolve(diff);
    return Promise.resolve(path.endsWith('/schedule') ? { schedule: null } : detail);
  });
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <VersionsPage flowId="3" />
      </App>
    </QueryClientProvider>,
  );
});

const bringBack = async (number: number) => {
  fireEvent.click(await screen.findByTestId(`roll-back-${number}`));
  await waitFor(() => expect(document.querySelector('.ant-modal-confirm-btns .ant-btn-primary')).not.toBeNull());
  fireEvent.click(document.querySelector('.ant-modal-confirm-btns .ant-btn-primary') as Element);
};

describe('versions of a rule', () => {
  it('show who published them and why, and are compared with signs beside the colours', async () => {
    expect((await screen.findByTestId('version-1')).textContent).toContain('说明 1');
    fireEvent.click(screen.getByTestId('compare-2'));
    await waitFor(() => expect(get).toHaveBeenCalledWith('/flows/3/versions/1/diff/2'));
    expect((await screen.findByTestId('sentence-diff')).textContent).toBe('−「上海」+「北京」');
    expect((await screen.findByTestId('differences')).querySelectorAll('li')).toHaveLength(1);
  });

  it('come back as the draft after a question, and lead to its impact', async () => {
    const post = vi.spyOn(api, 'post').mockResolvedValue({ revision: 8, savedAt: '' });
    await bringBack(1);
    await waitFor(() => expect(push).toHaveBeenCalledWith('/flows/3/impact'));
    expect(post).toHaveBeenCalledWith('/flows/3/rollback', { version: 1, revision: 7 });
  });

  it('stay where they are when they cannot come back', async () => {
    const refusal = ApiError.of(422, { code: 'flow_invalid', message: 'gone', path: 'c' });
    const post = vi.spyOn(api, 'post').mockRejectedValue(refusal);
    await bringBack(1);
    await waitFor(() => expect(post).toHaveBeenCalled());
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(push).not.toHaveBeenCalled();
  });
});
