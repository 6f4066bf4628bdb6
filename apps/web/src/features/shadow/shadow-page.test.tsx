import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type {
  Catalog,
  FlowDetail,
  Shadow,
  ShadowDifferencesResponse,
  ShadowDifference,
  Trace,
} from '@tagloom/contracts';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { commonTexts } from '@/platform/i18n/common';
import { startI18n } from '@/platform/i18n/i18n';
import { uiTexts } from '@/platform/ui/i18n';
import { shadowTexts } from './i18n';
import { en } from './i18n/en';
import { zhCN } from './i18n/zh-CN';
import { ShadowPage } from './shadow-page';

const may = vi.hoisted(() => ({ act: true, navigate: vi.fn() }));
vi.mock('@/platform/auth', () => ({ useCan: () => () => may.act }));
vi.mock('@tanstack/react-router', () => ({
  Link: ({ children, params }: { children: ReactNode; params: { id: string } }) => (
    <a href={`/customers/${params.id}`}>{children}</a>
  ),
  useNavigate: () => may.navigate,
}));

const big = { tagId: '5', key: 'big', name: { 'zh-CN': '大单' }, category: 'value' };
const shadow: Shadow = {
  id: '9',
  revision: 4,
  version: null,
  isDraft: true,
  liveVersion: 2,
  status: 'running',
  startedAt: '2026-11-20T02:00:00Z',
  startedBy: '小陈',
  endsAt: '2026-11-27T02:00:00Z',
  endedAt: null,
  error: null,
  evaluated: 1200,
  missed: 0,
  tags: [{ ...big, stance: 'assert', value: null, wouldAdd: 30, wouldRemove: 4, both: 90, onlyShadow: 6, onlyLive: 4 }],
  people: [{ ...big, agree: 8, onlyPeople: 1, contradicts: 1 }],
  effects: [{ nodeId: 'a1', kind: 'notify', times: 12, customers: 10 }],
};
const leaf = (actual: number): { actionNodeId: string; verdict: 'no'; trace: Trace } => ({
  actionNodeId: 'a0',
  verdict: 'no',
  trace: { kind: 'leaf', fact: 'event.amount', operator: 'greaterThan', expected: 100, actual, verdict: 'no' },
});
const difference: ShadowDifference = {
  ...big,
  kind: 'only_live',
  shadow: null,
  other: { stance: 'assert', value: null },
  by: null,
  evidence: leaf(77),
  isNow: false,
  liveEvidence: leaf(88),
};
const pages: Record<string, ShadowDifferencesResponse> = {
  '': { customers: [{ customerId: '31', name: '李娜', differences: [difference] }], next: '31' },
  '31': {
    customers: [{ customerId: '32', name: null, differences: [{ ...difference, kind: 'contradicts', by: '小王' }] }],
    next: null,
  },
};
const catalog = {
  facts: [{ name: 'event.amount', type: 'number', label: { 'zh-CN': '金额' }, source: 'event' }],
  tags: [],
  eventTypes: [],
} as unknown as Catalog;
const flow = { id: '3', name: '大单', revision: 4, status: 'published', version: 2 } as FlowDetail;
let answer: Shadow | null;

vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n({ common: commonTexts, shadow: shadowTexts, ui: uiTexts }));
beforeEach(() => {
  may.act = true;
  may.navigate.mockReset();
  answer = shadow;
  vi.spyOn(api, 'get').mockImplementation((path) => {
    if (path === '/catalog') return Promise.resolve(catalog as never);
    if (path.endsWith('/versions')) return Promise.resolve([{ version: 2 }, { version: 1 }] as never);
    if (path.includes('/differences'))
      return Promise.resolve(pages[new URLSearchParams(path.split('?')[1]).get('after') ?? ''] as never);
    return Promise.resolve((path.endsWith('/shadow') ? { shadow: answer } : flow) as never);
  });
  vi.spyOn(api, 'post').mockResolvedValue({ shadow } as never);
  vi.spyOn(api, 'delete').mockResolvedValue({ shadow } as never);
  return () => {
    cleanup();
    vi.restoreAllMocks();
  };
});
const show = async () => {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <ShadowPage flowId="3" />
      </App>
    </QueryClientProvider>,
  );
  await screen.findByTestId('shadow-page');
};
const figure = (name: string) => screen.getByTestId(`shadow-${name}`).textContent;

describe('the shadow of a rule', () => {
  it('is started with the draft and for seven days, when nothing else is chosen', async () => {
    answer = null;
    await show();
    expect(screen.getByText('还没有影子运行过')).toBeTruthy();
    fireEvent.click(screen.getByTestId('shadow-start'));
    await waitFor(() => expect(api.post).toHaveBeenCalled());
    const [path, body] = vi.mocked(api.post).mock.calls[0] as [string, { revision: number; endsAt: string }];
    expect([path, body.revision]).toEqual(['/flows/3/shadow', 4]);
    const days = (Date.parse(body.endsAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThan(7);
  });

  it('says how many customers it met, what it would do, and how far it agrees', async () => {
    await show();
    expect(screen.getByTestId('shadow-status').dataset.status).toBe('running');
    expect(['evaluated', 'would_add', 'would_remove', 'agreement', 'agreement_people'].map(figure)).toEqual([
      '已计算的客户1,200',
      '会打上标签30',
      '会取消标签4',
      '与线上一致90%',
      '与人工一致80%',
    ]);
    expect(within(screen.getByTestId('shadow-tags')).getAllByText('仅线上有').length).toBeGreaterThan(0);
    expect(screen.getByText('12 次')).toBeTruthy();
    expect(screen.queryByTestId('shadow-start')).toBeNull();
  });

  it('compares with people alone where no version is live', async () => {
    answer = { ...shadow, liveVersion: null };
    await show();
    expect(screen.queryByTestId('shadow-agreement')).toBeNull();
    expect(within(screen.getByTestId('shadow-tags')).queryByText('仅线上有')).toBeNull();
    expect(screen.getByText('线上没有运行中的版本，暂时只能和人工标签对比。')).toBeTruthy();
  });

  it('lists who differs with both reasons, leads to the customer, and goes on to further pages', async () => {
    await show();
    const name = await screen.findByText('李娜');
    expect(name.getAttribute('href')).toBe('/customers/31');
    fireEvent.click(document.querySelector('.ant-table-row-expand-icon') as HTMLElement);
    const traces = (await screen.findAllByTestId('trace-table')).map(({ textContent }) => textContent);
    expect(traces).toHaveLength(2);
    expect(traces[0]).toContain('77');
    expect(traces[1]).toContain('88');
    fireEvent.click(screen.getByText('更多客户'));
    expect(await screen.findByText('客户 32')).toBeTruthy();
    expect(screen.getByText('小王')).toBeTruthy();
    expect(screen.queryByText('更多客户')).toBeNull();
  });

  it('is stopped after a question', async () => {
    await show();
    fireEvent.click(screen.getByTestId('shadow-stop'));
    expect(api.delete).not.toHaveBeenCalled();
    const dialog = await screen.findByRole('dialog');
    fireEvent.click(within(dialog).getByRole('button', { name: /停\s*止/ }));
    await waitFor(() => expect(api.delete).toHaveBeenCalledWith('/flows/3/shadow'));
  });

  it('leads to publishing while what ran is the draft, and says so when the draft was edited', async () => {
    await show();
    fireEvent.click(screen.getByTestId('shadow-publish'));
    expect(may.navigate).toHaveBeenCalledWith({ to: '/flows/$id', params: { id: '3' } });
    cleanup();
    answer = { ...shadow, isDraft: false };
    await show();
    expect(screen.queryByTestId('shadow-publish')).toBeNull();
    expect(screen.getByText('草稿在影子运行开始后改过，这里的结果属于修订 4。')).toBeTruthy();
  });

  it('says what it missed, and why it broke off', async () => {
    answer = { ...shadow, status: 'failed', error: 'tag.gone', missed: 3, endedAt: '2026-11-21T02:00:00Z' };
    await show();
    expect(screen.getByText(/tag\.gone/)).toBeTruthy();
    expect(screen.getByText('有 3 次计算没有成功，对比里不包含它们')).toBeTruthy();
    expect(screen.getByTestId('shadow-start').textContent).toMatch(/再运行一次/);
  });

  it('is only looked at by those who may do no more', async () => {
    may.act = false;
    await show();
    expect(screen.queryByTestId('shadow-stop')).toBeNull();
    expect(screen.queryByTestId('shadow-publish')).toBeNull();
    cleanup();
    answer = null;
    await show();
    expect(screen.queryByTestId('shadow-start')).toBeNull();
  });

  it('has the same texts in both languages', () => {
    expect(Object.keys(en)).toEqual(Object.keys(zhCN));
  });
});
