import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Lineage, MergePreview, Tag, TagDetail, TagUses, TagVersion } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { TagPage } from './tag-page';

const who = vi.hoisted(() => ({ may: true, department: null as { id: string; name: string } | null }));
const navigate = vi.hoisted(() => vi.fn());
vi.mock('@/platform/auth', () => ({
  useCan: () => () => who.may,
  useMe: () => ({ department: who.department }),
}));
// the header goes into the frame, which is not there
vi.mock('@/platform/frame', async (original) => ({
  ...(await original<object>()),
  PageHeader: ({ extra }: { extra: React.ReactNode }) => extra,
}));
vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original<object>()),
  useNavigate: () => navigate,
  Link: ({ children, to, params }: { children: React.ReactNode; to: string; params?: { id: string } }) => (
    <a href={to.replace('$id', params?.id ?? '')}>{children}</a>
  ),
}));
// the canvas needs a size, which jsdom does not give; the list beside it says the same
vi.mock('./lineage/lineage-graph', () => ({ LineageGraph: () => null }));

const tag: TagDetail = {
  id: '7',
  key: 'gold',
  name: { 'zh-CN': '金卡会员' },
  meaning: '近 12 个月消费满 20,000 元',
  kind: 'one_of',
  values: ['一级', '二级'],
  category: 'value',
  groupId: '11',
  position: 0,
  scope: 'enterprise',
  ownerDepartmentId: '3',
  level: 'edit',
  customers: 1284,
  localName: null,
  purpose: '优先接入',
  sensitivity: 'sensitive',
  stewardId: '5',
  reviewAt: '2020-01-01',
  revision: 4,
  examples: { positive: ['买了 21,500 元'], negative: ['退了 8,000 元'] },
  validityDays: 365,
  ownerDepartmentName: '市场部',
  ownerUserName: null,
  stewardName: '林悦',
  groupPath: [{ id: '11', name: { 'zh-CN': '会员' } }],
  localNames: [{ departmentId: '9', departmentName: '客服部', name: { 'zh-CN': '贵宾' }, meaning: '' }],
  createdAt: '2026-11-01T00:00:00Z',
  isOwner: true,
};
const uses: TagUses = {
  flows: [
    {
      id: '21',
      name: '高价值识别',
      draft: true,
      published: true,
      shadow: false,
      uses: ['reads', 'sets'],
      goldenCases: 2,
      channels: [],
    },
  ],
  openSuggestions: 3,
  shares: [],
  exclusiveGroup: null,
  customers: 1284,
  removable: false,
};
const lineage: Lineage = {
  nodes: [
    { id: 'metric:m', kind: 'metric', name: { 'zh-CN': '累计消费' }, ref: 'm', distance: -2 },
    { id: 'flow:21', kind: 'flow', name: { 'zh-CN': '高价值识别' }, ref: '21', distance: -1, published: true },
    { id: 'tag:gold', kind: 'tag', name: { 'zh-CN': '金卡会员' }, ref: '7', distance: 0 },
  ],
  edges: [
    { from: 'metric:m', to: 'flow:21' },
    { from: 'flow:21', to: 'tag:gold' },
  ],
  truncated: false,
};
const versions: TagVersion[] = [
  {
    revision: 4,
    kind: 'changed',
    at: '2026-11-20T02:00:00Z',
    by: '陈晓',
    note: '和财务统一口径',
    changes: [
      { field: 'meaning', before: '近一年消费满 20,000 元', after: '近 12 个月消费满 20,000 元' },
      { field: 'steward', before: null, after: { id: '5', name: '林悦' } },
      { field: 'validityDays', before: 30, after: 365 },
    ],
  },
];
const preview: MergePreview = {
  customers: 1284,
  both: 4,
  flows: [{ id: '21', name: '高价值识别', published: true }],
  goldenCases: 0,
  shares: 0,
  suggestions: 0,
  addedValues: ['二级'],
  obstacles: [],
};

let answers: Record<string, unknown>;
const show = async () => {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <TagPage
          tagId="7"
          shares={<p>共享给谁</p>}
          LevelNote={() => <em>还剩 5 天</em>}
          Editor={() => <p>编辑表单</p>}
          DeleteButton={() => <button type="button">删除</button>}
        />
      </App>
    </QueryClientProvider>,
  );
  await screen.findByTestId('tag-band');
};
const part = (testId: string) => within(screen.getByTestId(testId));

vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  Object.assign(who, { may: true, department: null });
  navigate.mockReset();
  const other: Tag = { ...tag, id: '8', key: 'vip', name: { 'zh-CN': '贵宾' } };
  answers = {
    '/tags/7': tag,
    '/tags/7/uses': uses,
    '/tags/7/lineage': lineage,
    '/tags/7/versions': versions,
    '/tags/search?q=': [tag, other],
    '/tags': { groups: [], tags: [tag, other] },
    '/catalog': { facts: [], tags: [], eventTypes: [], departments: [{ id: '9', name: '客服部' }] },
  };
  vi.spyOn(api, 'get').mockImplementation((path) =>
    path in answers
      ? Promise.resolve(answers[path] as never)
      : Promise.reject(ApiError.of(404, { code: 'not_found', message: 'no such route' })),
  );
  return () => vi.restoreAllMocks();
});

describe('the page of a tag', () => {
  it('says what it means, with examples for and against, whose it is and who answers for it', async () => {
    await show();
    const band = screen.getByTestId('tag-band').textContent;
    for (const text of [
      '金卡会员',
      '价值评估 / 会员',
      '全公司',
      '市场部',
      '林悦',
      '可编辑',
      '还剩 5 天',
      '敏感',
      '已过期',
    ])
      expect(band).toContain(text);
    const meaning = screen.getByTestId('tag-meaning').textContent;
    for (const text of ['近 12 个月消费满 20,000 元', '优先接入', '买了 21,500 元', '退了 8,000 元', '365 天', '二级'])
      expect(meaning).toContain(text);
    expect(screen.getByText('共享给谁')).toBeTruthy();
  });

  it('names the rules that use it and how, and leads to them', async () => {
    await show();
    const link = await part('tag-uses').findByRole('link', { name: '高价值识别' });
    expect(link.getAttribute('href')).toBe('/flows/21');
    const text = screen.getByTestId('tag-uses').textContent;
    for (const said of ['已发布', '读取 · 打上 · 2 个黄金客户', '3 条建议等待确认']) expect(text).toContain(said);
  });

  it('tells in a list where it comes from, the nearest first', async () => {
    await show();
    const list = within(await part('tag-lineage').findByTestId('lineage-list'));
    expect(list.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      '高价值识别 规则',
      '累计消费 指标',
    ]);
    expect(list.getByText('没有规则读取它。')).toBeTruthy();
  });

  it('tells who changed it when, from what to what, and why', async () => {
    await show();
    const text = (await part('tag-versions').findByRole('listitem')).textContent;
    for (const said of [
      '陈晓',
      '第 4 版',
      '和财务统一口径',
      '近一年消费满 20,000 元',
      '近 12 个月',
      '无',
      '林悦',
      '30 天',
    ])
      expect(text).toContain(said);
  });

  it('shows the rest when one part cannot be had, and says which', async () => {
    delete answers['/tags/7/uses'];
    delete answers['/tags/7/lineage'];
    await show();
    expect(await part('tag-uses').findByText('暂时查不到用在哪里')).toBeTruthy();
    expect(await part('tag-lineage').findByText('暂时画不出来龙去脉')).toBeTruthy();
    expect(await part('tag-versions').findByText('和财务统一口径', { exact: false })).toBeTruthy();
  });

  it('asks for no history and offers no change to those who only know that the tag exists', async () => {
    answers['/tags/7'] = { ...tag, level: 'exists', customers: null };
    who.department = { id: '9', name: '客服部' };
    await show();
    expect(part('tag-numbers').getByText('无权查看')).toBeTruthy();
    expect(screen.queryByTestId('edit-tag')).toBeNull();
    expect(screen.queryByTestId('merge-tag')).toBeNull();
    expect(vi.mocked(api.get).mock.calls.flat()).not.toContain('/tags/7/versions');
  });

  it('sets what one’s own department calls it', async () => {
    who.department = { id: '4', name: '销售部' };
    const put = vi.spyOn(api, 'put').mockResolvedValue({});
    await show();
    expect(part('tag-glossary').getByText('「贵宾」')).toBeTruthy();
    expect(part('tag-glossary').queryByRole('button', { name: /编 ?辑/ })).toBeNull();
    fireEvent.click(screen.getByTestId('add-local-name'));
    fireEvent.change(await screen.findByLabelText('中文名'), { target: { value: '大客户' } });
    fireEvent.click(screen.getByTestId('save-local-name'));
    await waitFor(() =>
      expect(put).toHaveBeenCalledWith('/tags/7/local-names/4', { name: { 'zh-CN': '大客户' }, meaning: '' }),
    );
  });
});

describe('merging a tag into another', () => {
  const choose = async () => {
    await show();
    fireEvent.click(screen.getByTestId('merge-tag'));
    fireEvent.mouseDown(await screen.findByRole('combobox'));
    const options = await screen.findAllByText('贵宾');
    fireEvent.click(options.at(-1)!);
  };
  const confirm = () => screen.getByTestId('confirm-merge') as HTMLButtonElement;

  it('first says what it would change, then does it under a button with the number', async () => {
    const post = vi.spyOn(api, 'post').mockResolvedValue(preview as never);
    await choose();
    const told = (await screen.findByTestId('merge-preview')).textContent;
    for (const said of ['1,284 位客户的「金卡会员」改为「贵宾」', '4 位原来两个都有', '高价值识别', '二级'])
      expect(told).toContain(said);
    expect(confirm().textContent).toBe('合并 1,284 位客户');
    expect(post).toHaveBeenCalledWith('/tags/7/merge/preview', { into: '8' });
    expect(post).not.toHaveBeenCalledWith('/tags/7/merge', expect.anything());
    fireEvent.click(confirm());
    await waitFor(() => expect(post).toHaveBeenCalledWith('/tags/7/merge', { into: '8' }));
    await waitFor(() => expect(navigate).toHaveBeenCalledWith({ to: '/tags/$id', params: { id: '8' } }));
  });

  it('is not offered while something stands in the way', async () => {
    const obstacles = [{ code: 'merge_impossible', message: '两个标签的种类不同' }];
    vi.spyOn(api, 'post').mockResolvedValue({ ...preview, obstacles } as never);
    await choose();
    expect(await screen.findByText('两个标签的种类不同')).toBeTruthy();
    expect(confirm().disabled).toBe(true);
  });
});
