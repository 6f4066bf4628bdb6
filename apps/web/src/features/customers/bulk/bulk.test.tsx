import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { BulkTagRequest, CustomerListItem, Run, Tag } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { CustomersTable } from '../customers-table';
import { BulkDialog } from './bulk-dialog';
import { BulkProgress } from './bulk-progress';
import { SelectionBar } from './selection-bar';
import { useSelection } from './use-selection';

vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original<object>()),
  useNavigate: () => vi.fn(),
  Link: ({ children }: { children: React.ReactNode }) => <a href="/">{children}</a>,
}));
vi.mock('@/platform/auth', async (original) => ({
  ...(await original<object>()),
  useCan: () => () => true,
  useMe: () => ({ id: '1' }),
}));
vi.mock('@/platform/fields', async (original) => ({
  ...(await original<object>()),

  useFieldLevel: () => () => 'shown',
}));

const customer = (id: number): CustomerListItem => ({
  id: String(id),
  profile: { name: `客${id}` },
  invented: false,
  lastSeenAt: null,
  metrics: {},
  tags: [],
});
const vip = {
  id: '9',
  key: 'vip',
  name: { 'zh-CN': '贵宾' },
  kind: 'flag',
  values: [],
  category: 'value',
  groupId: null,
  level: 'assign',
  meaning: '',
} as unknown as Tag;
const run: Run = {
  id: '77',
  kind: 'bulk',
  status: 'running',
  title: '贵宾',
  flowId: null,
  flowVersion: null,
  metricId: null,
  tag: { id: '9', name: { 'zh-CN': '贵宾' } },
  stance: 'assert',
  own: true,
  total: 2,
  done: 1,
  changed: 1,
  rate: 10,
  secondsLeft: 1,
  startedBy: '我',
  createdAt: '2026-03-02T00:00:00.000Z',
  finishedAt: null,
  error: null,
};
let most: number | null;
let sent: BulkTagRequest[];
let paths: string[];
let answer: () => Promise<Run>;

beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  most = null;
  sent = [];
  paths = [];
  answer = () => Promise.resolve(run);
  vi.spyOn(api, 'get').mockImplementation((path: string) => {
    if (path.startsWith('/tags/search')) return Promise.resolve([vip] as never);
    if (path === '/tags') return Promise.resolve({ groups: [], tags: [vip] } as never);
    if (path === '/settings/four-eyes')
      return Promise.resolve({ publish: false, delete: false, merge: false, share: false, bulk: most } as never);
    if (path === '/runs/77') return Promise.resolve({ ...run, status: 'done', done: 2 } as never);
    return Promise.resolve([] as never);
  });
  vi.spyOn(api, 'post').mockImplementation((path: string, body?: unknown) => {
    paths.push(path);
    if (path !== '/customers/tags/bulk') return Promise.resolve({} as never);
    sent.push(body as BulkTagRequest);
    return answer() as Promise<never>;
  });
});

function show(content: React.ReactNode): void {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <App>{content}</App>
    </QueryClientProvider>,
  );
}

const items = [1, 2, 3, 4].map(customer);
function List({ mayTag = true }: { mayTag?: boolean }) {
  const selection = useSelection(undefined);
  return (
    <>
      <SelectionBar selection={selection} pageIds={items.map(({ id }) => id)} total={120} onTag={vi.fn()} />
      <CustomersTable
        catalog={{ facts: [], tags: [], eventTypes: [] }}
        items={items}
        sort={undefined}
        onSort={vi.fn()}
        loading={false}
        selection={mayTag ? selection : undefined}
      />
    </>
  );
}
const box = (label: string) => screen.getByLabelText(label);
const counted = () => screen.getByRole('status').textContent;

describe('customers in the list', () => {
  it('are chosen one by one, from one to another with the shift key, and all who match once the page is', () => {
    show(<List />);
    fireEvent.click(box('选择客2'));
    expect(counted()).toBe('已选 1 位客户');
    expect(screen.queryByTestId('select-everyone')).toBeNull();
    fireEvent.click(box('选择客4'), { shiftKey: true });
    expect(counted()).toBe('已选 3 位客户');
    fireEvent.click(box('选择客1'));
    fireEvent.click(screen.getByTestId('select-everyone'));
    expect(counted()).toBe('已选全部 120 位符合条件的客户');
    fireEvent.click(screen.getByText('取消选择'));
    expect(counted()).toBe('已选 0 位客户');
  }, 30_000);

  it('cannot be chosen by those who do not tag', () => {
    show(<List mayTag={false} />);
    expect(screen.getByText('客1')).toBeTruthy();
    expect(screen.queryByLabelText('选择客1')).toBeNull();
  }, 30_000);
});

const onStarted = vi.fn();
const dialogOf = (stance: BulkTagRequest['stance'], whom: BulkTagRequest['whom'], count: number) =>
  show(<BulkDialog stance={stance} whom={whom} count={count} onStarted={onStarted} onClose={vi.fn()} />);
async function chooseVip(): Promise<HTMLElement> {
  fireEvent.mouseDown(screen.getByLabelText('搜索标签，可用拼音'));
  fireEvent.click(await screen.findByText('贵宾'));
  return screen.getByTestId('confirm-tag');
}

describe('one tag for many', () => {
  it('says for how many, and starts a run for those who were chosen', async () => {
    dialogOf('assert', { ids: ['1', '3'] }, 2);
    const confirm = await chooseVip();
    expect(confirm.textContent).toBe('给 2 位客户打上');
    fireEvent.click(confirm);
    await waitFor(() => expect(onStarted).toHaveBeenCalledWith(run));
    expect(sent).toEqual([{ stance: 'assert', tag: 'vip', whom: { ids: ['1', '3'] } }]);
  }, 30_000);

  it('sends the number that was seen with all who match', async () => {
    dialogOf('forbid', { total: 120 }, 120);
    fireEvent.click(await chooseVip());
    await waitFor(() => expect(sent).toEqual([{ stance: 'forbid', tag: 'vip', whom: { total: 120 } }]));
  }, 30_000);

  it('asks a second person above the number of the setting, and does nothing before', async () => {
    most = 1;
    dialogOf('assert', { ids: ['1', '3'] }, 2);
    const confirm = await chooseVip();
    await waitFor(() => expect(confirm.textContent).toContain('提交审批'));
    fireEvent.click(confirm);
    expect(await screen.findByTestId('ask-approval')).toBeTruthy();
    expect(sent).toEqual([]);
  }, 30_000);

  it('asks a second person when the server says so, since single edits count too', async () => {
    answer = () => Promise.reject(ApiError.of(409, { code: 'approval_required', message: '' }));
    dialogOf('assert', { ids: ['1'] }, 1);
    fireEvent.click(await chooseVip());
    expect(await screen.findByTestId('ask-approval')).toBeTruthy();
  }, 30_000);
});

describe('a bulk edit under way', () => {
  it('is followed to its end where it was started, and can be stopped until then', async () => {
    show(<BulkProgress run={run} onClose={vi.fn()} />);
    expect(screen.getByText('打标签「贵宾」')).toBeTruthy();
    fireEvent.click(screen.getByText(/停\s?止/));
    await waitFor(() => expect(paths).toContain('/runs/77/cancel'));
    expect(await screen.findByText('已全部处理完')).toBeTruthy();
  }, 30_000);
});
