import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Tag, TagGroup, TagHealth } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import type { LibrarySearch } from './library/library-search';
import { TagsPage } from './tags-page';

const may = vi.hoisted(() => ({ write: true }));
vi.mock('@/platform/auth', () => ({ useCan: () => () => may.write, useMe: () => ({ department: null }) }));
vi.mock('@/platform/frame', async (original) => ({
  ...(await original<object>()),
  PageHeader: ({ extra }: { extra: React.ReactNode }) => extra,
}));
vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original<object>()),
  Link: ({ children, to, params }: { children: React.ReactNode; to: string; params?: { id: string } }) => (
    <a href={to.replace('$id', params?.id ?? '')}>{children}</a>
  ),
}));

const group = (id: string, zh: string, parentId: string | null, more: Partial<TagGroup> = {}): TagGroup => ({
  id,
  key: `g${id}`,
  name: { 'zh-CN': zh },
  category: 'value',
  exclusive: false,
  parentId,
  ownerDepartmentId: null,
  editable: true,
  revision: 2,
  ...more,
});
const tag = (id: string, zh: string, more: Partial<Tag> = {}): Tag => ({
  id,
  key: `t${id}`,
  name: { 'zh-CN': zh },
  meaning: '',
  kind: 'flag',
  values: [],
  category: 'value',
  groupId: null,
  position: 0,
  scope: 'enterprise',
  ownerDepartmentId: null,
  level: 'edit',
  customers: 1284,
  localName: null,
  purpose: '',
  sensitivity: 'internal',
  stewardId: null,
  reviewAt: null,
  revision: 1,
  ...more,
});
const gold: TagHealth = {
  id: '1',
  key: 't1',
  name: { 'zh-CN': '金卡会员' },
  groupId: '12',
  customers: 1284,
  share: 0.1,
  flows: 6,
  lastChangeAt: null,
  overlap: null,
  stale: true,
  pastReview: false,
  missing: [],
  retirement: ['duplicate'],
};
const taxonomy = {
  groups: [group('11', '会员', null), group('12', '会员等级', '11', { exclusive: true }), group('13', '消费', null)],
  tags: [
    tag('1', '金卡会员', { groupId: '12' }),
    tag('2', '银卡会员', { groupId: '12', position: 1, level: 'masked', customers: null }),
    tag('3', '散客'),
  ],
};

let health: object | undefined;
const onSearch = vi.fn<(search: LibrarySearch) => void>();
const show = async (search: LibrarySearch = {}) => {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <TagsPage search={search} onSearch={onSearch} />
      </App>
    </QueryClientProvider>,
  );
  await screen.findByTestId('tag-tree');
};
const tree = () => within(screen.getByTestId('tag-tree'));
const table = () => screen.getByTestId('tag-table');

vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  may.write = true;
  health = { at: '2026-11-22T00:00:00Z', population: 12840, staleDays: 180, sample: null, tags: [gold] };
  onSearch.mockReset();
  vi.spyOn(api, 'get').mockImplementation((path) => {
    if (path === '/tags') return Promise.resolve(taxonomy as never);
    if (path === '/tags/health' && health) return Promise.resolve(health as never);
    if (path.startsWith('/tags/search')) return Promise.resolve([taxonomy.tags[1]] as never);
    if (path === '/catalog') return Promise.resolve({ facts: [], tags: [], eventTypes: [] } as never);
    return Promise.reject(ApiError.of(404, { code: 'not_found', message: path }));
  });
  return () => vi.restoreAllMocks();
});

describe('the library of tags', () => {
  it('shows categories and groups with how many tags are inside, and opens a branch', async () => {
    await show();
    const rows = tree()
      .getAllByRole('treeitem')
      .map(({ textContent }) => textContent);
    expect(rows).toEqual([
      '全部标签3',
      '基础属性0',
      '行为特征0',
      '价值评估3',
      '会员2',
      '会员等级2',
      '消费0',
      '兴趣偏好0',
    ]);
    fireEvent.click(tree().getByText('会员等级'));
    expect(onSearch).toHaveBeenCalledWith({ branch: '12' });
  });

  it('shows of a branch its tags, where it stands, and that they exclude each other', async () => {
    await show({ branch: '12' });
    const head = screen.getByTestId('branch-head').textContent;
    for (const said of ['价值评估 / 会员', '会员等级', '互斥', '2 个标签']) expect(head).toContain(said);
    expect(table().textContent).toContain('金卡会员');
    expect(table().textContent).not.toContain('散客');
  });

  it('shows at a glance how a tag is doing, and nothing of customers that one may not count', async () => {
    await show({ branch: '12' });
    await waitFor(() => expect(table().textContent).toContain('与别的标签重合'));
    const [goldRow, silverRow] = within(table()).getAllByRole('row').slice(-2);
    for (const said of ['1,284', '6', '很久没有变化']) expect(goldRow!.textContent).toContain(said);
    expect(silverRow!.textContent).toContain('脱敏');
    expect(silverRow!.textContent).not.toMatch(/\d{2}/);
    expect(within(goldRow!).getByRole('link', { name: '金卡会员' }).getAttribute('href')).toBe('/tags/1');
  });

  it('goes on without the numbers when they cannot be had, and says so', async () => {
    health = undefined;
    await show();
    expect((await screen.findByTestId('health-missing')).textContent).toContain('暂时取不到使用情况');
    expect(table().textContent).toContain('金卡会员');
  });

  it('puts what is typed into the address once the typing pauses', async () => {
    await show({ branch: '12' });
    fireEvent.change(screen.getByTestId('tag-search'), { target: { value: ' yk ' } });
    expect(onSearch).not.toHaveBeenCalled();
    await waitFor(() => expect(onSearch).toHaveBeenCalledWith({ branch: '12', q: 'yk' }));
  });

  it('finds by pinyin what the server found', async () => {
    await show({ q: 'yk' });
    await waitFor(() => expect(table().textContent).toContain('银卡会员'));
    expect(table().textContent).not.toContain('金卡会员');
  });

  it('says what to do where nothing fits', async () => {
    await show({ scope: 'personal' });
    expect(await screen.findByText('没有符合条件的标签')).toBeTruthy();
    fireEvent.click(screen.getByText('清除筛选'));
    expect(onSearch).toHaveBeenCalledWith({});
  });

  it('offers to change only tags that one may edit, and to make new ones where one stands', async () => {
    await show({ branch: '12' });
    expect(within(table()).getByRole('button', { name: '编辑「金卡会员」' })).toBeTruthy();
    expect(within(table()).queryByRole('button', { name: '编辑「银卡会员」' })).toBeNull();
    const post = vi.spyOn(api, 'post').mockResolvedValue(group('14', '高等级', '12'));
    fireEvent.click(screen.getByTestId('new-group'));
    fireEvent.change(await screen.findByLabelText('中文名'), { target: { value: '高等级' } });
    fireEvent.click(screen.getByTestId('save-group'));
    await waitFor(() =>
      expect(post).toHaveBeenCalledWith('/tag-groups', {
        name: { 'zh-CN': '高等级' },
        category: 'value',
        exclusive: false,
        parentId: '12',
      }),
    );
    await waitFor(() => expect(onSearch).toHaveBeenCalledWith({ branch: '14' }));
  });

  it('renames a group with the revision that was seen, and leaves it where it is', async () => {
    const patch = vi.spyOn(api, 'patch').mockResolvedValue(taxonomy.groups[1]);
    await show({ branch: '12' });
    fireEvent.click(screen.getByTestId('edit-group'));
    fireEvent.change(await screen.findByLabelText('中文名'), { target: { value: '等级' } });
    fireEvent.click(screen.getByTestId('save-group'));
    await waitFor(() =>
      expect(patch).toHaveBeenCalledWith('/tag-groups/12', { name: { 'zh-CN': '等级' }, revision: 2 }),
    );
  });

  it('deletes a group with tags in it only for who agreed to their number', async () => {
    const needs = ApiError.of(409, { code: 'confirm_required', message: 'confirm', params: { tags: 2 } });
    const remove = vi
      .spyOn(api, 'delete')
      .mockRejectedValueOnce(needs)
      .mockResolvedValueOnce(undefined as never);
    await show({ branch: '12' });
    fireEvent.click(screen.getByTestId('delete-group'));
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '删除分组' }));
    fireEvent.click(await screen.findByRole('button', { name: '删除分组和 2 个标签' }));
    await waitFor(() => expect(remove.mock.calls).toEqual([['/tag-groups/12'], ['/tag-groups/12?confirm=2']]));
    await waitFor(() => expect(onSearch).toHaveBeenCalledWith({ branch: '11' }));
  });

  it('says which rules are in the way of deleting a tag', async () => {
    const used = ApiError.of(409, { code: 'tag_in_use', message: 'used', params: { flows: ['高价值识别'] } });
    vi.spyOn(api, 'delete').mockRejectedValue(used);
    await show({ branch: '12' });
    fireEvent.click(within(table()).getByRole('button', { name: '删除「金卡会员」' }));
    fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: /删 ?除/ }));
    expect(await screen.findByText(/正在使用它的规则：高价值识别/)).toBeTruthy();
  });

  it('offers those who may only read nothing to change', async () => {
    may.write = false;
    await show({ branch: '12' });
    for (const id of ['new-tag', 'new-group', 'edit-group', 'delete-group'])
      expect(screen.queryByTestId(id)).toBeNull();
    expect(within(table()).queryByRole('button', { name: /编辑/ })).toBeNull();
  });
});
