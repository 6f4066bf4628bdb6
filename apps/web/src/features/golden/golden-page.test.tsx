import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Catalog, FlowDetail, GoldenTable, ReadGoldenResponse } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { uiTexts } from '@/platform/ui/i18n';
import { GoldenPage } from './golden-page';
import { goldenTexts } from './i18n';

const may = vi.hoisted(() => ({ update: true }));
vi.mock('@/platform/auth', () => ({ useCan: () => () => may.update }));

const vip = { sign: '+' as const, tag: 'vip' };
const city = { name: 'profile.city', type: 'text' as const, label: { 'zh-CN': '城市' }, isRead: true };
const table: GoldenTable = {
  revision: 4,
  cases: [{ name: '小红', facts: { 'profile.city': '广州' }, now: null, expected: [vip] }],
  outcomes: [
    {
      status: 'failed',
      missing: [vip],
      unexpected: [],
      got: [],
      traces: [
        {
          actionNodeId: 'a0',
          verdict: 'no',
          trace: {
            kind: 'leaf',
            fact: 'profile.city',
            operator: 'equal',
            expected: '上海',
            actual: '广州',
            verdict: 'no',
          },
        },
      ],
    },
  ],
  problems: [],
  facts: [city],
  actions: [],
  updatedAt: null,
  updatedBy: null,
};
const catalog: Catalog = {
  facts: [{ ...city, source: 'profile' }],
  tags: [{ key: 'vip', name: { 'zh-CN': '贵宾' }, kind: 'flag', category: 'value' }],
  eventTypes: [],
};
const flow = { draft: { name: '上海', nodes: [], edges: [] } } as unknown as FlowDetail;
const reading: ReadGoldenResponse = {
  cases: [{ name: '小明', facts: {}, now: null, expected: [] }],
  facts: [],
  errors: [{ code: 'wrong_value', row: 3, column: 'B', message: { 'zh-CN': '「城市」要填文字', en: 'a text' } }],
};

beforeAll(() => startI18n({ golden: goldenTexts, ui: uiTexts }));
beforeEach(() => {
  may.update = true;
  vi.spyOn(api, 'get').mockImplementation((path) =>
    Promise.resolve((path === '/catalog' ? catalog : path.endsWith('/golden') ? table : flow) as never),
  );
  vi.spyOn(api, 'put').mockImplementation(() => Promise.resolve({ ...table, revision: 5 } as never));
  vi.spyOn(api, 'post').mockImplementation(() => Promise.resolve(reading as never));
  return () => vi.restoreAllMocks();
});
const show = async () => {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <GoldenPage flowId="3" tabs={null} />
      </App>
    </QueryClientProvider>,
  );
  await screen.findByDisplayValue('小红');
  await waitFor(() => expect(screen.queryByText('标红的单元格填得不对，改好后才能运行或保存。')).toBeNull());
};

describe('the golden customers of a rule', () => {
  it('show what is wrong with each, and why', async () => {
    await show();
    expect(screen.getByTestId('golden-result').dataset.status).toBe('failed');
    expect(screen.getByText(/应有却没有.*\+贵宾/)).toBeTruthy();
    fireEvent.click(document.querySelector('.ant-table-row-expand-icon') as HTMLElement);
    expect((await screen.findByTestId('trace-table')).textContent).toContain('广州');
  });

  it('are saved as they are typed, from the revision that was loaded', async () => {
    await show();
    fireEvent.change(screen.getByDisplayValue('广州'), { target: { value: '上海' } });
    expect(screen.queryByTestId('golden-result')).toBeNull();
    fireEvent.click(screen.getByTestId('golden-save'));
    await waitFor(() =>
      expect(api.put).toHaveBeenCalledWith('/flows/3/golden', {
        revision: 4,
        cases: [{ name: '小红', facts: { 'profile.city': '上海' }, now: null, expected: [vip] }],
      }),
    );
  });

  it('cannot be saved while a cell means nothing', async () => {
    await show();
    fireEvent.change(screen.getByDisplayValue('+vip'), { target: { value: '+gost' } });
    expect((screen.getByTestId('golden-save') as HTMLButtonElement).disabled).toBe(true);
    expect(screen.getByDisplayValue('+gost').getAttribute('aria-invalid')).toBe('true');
  });

  it('are taken from pasted cells only after a look at what was read and what was not', async () => {
    await show();
    fireEvent.paste(screen.getByTestId('golden-table'), {
      clipboardData: { getData: () => '小明\t\t上海\t\n小刚\t\t1\t' },
    });
    expect((await screen.findByTestId('golden-read-errors')).textContent).toContain('第 3 行 B 列');
    expect(screen.queryByDisplayValue('小明')).toBeNull();
    fireEvent.click(screen.getByTestId('golden-append'));
    expect(await screen.findByDisplayValue('小明')).toBeTruthy();
    expect(screen.getByDisplayValue('小红')).toBeTruthy();
    expect(api.put).not.toHaveBeenCalled();
  });

  it('can be looked at, and run, by whoever may not change them', async () => {
    may.update = false;
    await show();
    expect((screen.getByDisplayValue('小红') as HTMLInputElement).disabled).toBe(true);
    expect(screen.queryByTestId('golden-save')).toBeNull();
    expect(screen.getByTestId('golden-run')).toBeTruthy();
  });
});
