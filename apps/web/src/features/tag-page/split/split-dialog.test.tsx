import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { SplitPreview, TagDetail, TagOperation } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { SplitDialog } from './split-dialog';

const tag = { id: '7', name: { 'zh-CN': '口味偏好' }, values: ['甜', '咸', '辣'] } as unknown as TagDetail;
const preview: SplitPreview = {
  parts: [{ name: { 'zh-CN': '爱吃辣' }, values: ['辣'], customers: 1284 }],
  rest: ['甜', '咸'],
  obstacles: [],
};
const parts = [{ values: ['辣'], name: { 'zh-CN': '爱吃辣' } }];
const done = { into: [{ id: '9', key: 'hot', name: { 'zh-CN': '爱吃辣' } }] } as unknown as TagOperation;
const onClose = vi.fn();

const fill = async () => {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <SplitDialog tag={tag} onClose={onClose} />
      </App>
    </QueryClientProvider>,
  );
  fireEvent.mouseDown(await screen.findByRole('combobox'));
  fireEvent.click((await screen.findAllByText('辣')).at(-1)!);
  fireEvent.change(screen.getByLabelText('中文名'), { target: { value: '爱吃辣' } });
};
const confirm = () => screen.getByTestId('confirm-split') as HTMLButtonElement;
const answer = (paths: Record<string, unknown>) =>
  vi.spyOn(api, 'post').mockImplementation((path) => {
    const said = paths[path];
    return said instanceof Error ? Promise.reject(said) : Promise.resolve(said as never);
  });

vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  onClose.mockReset();
  vi.spyOn(api, 'get').mockRejectedValue(ApiError.of(404, { code: 'not_found', message: 'nothing else is read' }));
  return () => vi.restoreAllMocks();
});

describe('splitting a tag', () => {
  it('first says who would get which new tag and what stays, then does it under a button with the number', async () => {
    const post = answer({ '/tags/7/split/preview': preview, '/tags/7/split': done });
    await fill();
    const told = (await screen.findByTestId('split-preview')).textContent;
    expect(told).toContain('1,284 位客户的「辣」改为新标签「爱吃辣」');
    expect(told).toContain('「口味偏好」还留有：甜、咸');
    expect(confirm().textContent).toBe('拆出 1 个标签');
    expect(post).not.toHaveBeenCalledWith('/tags/7/split', expect.anything());
    fireEvent.click(confirm());
    await waitFor(() => expect(post).toHaveBeenCalledWith('/tags/7/split', { parts }));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
  });

  it('is not offered while rules use the tag, and says what to do first', async () => {
    const obstacles = [{ code: 'tag_in_use', message: 'Flows use the tag' }];
    answer({ '/tags/7/split/preview': { ...preview, obstacles } });
    await fill();
    expect((await screen.findByTestId('split-preview')).textContent).toContain('有规则正在使用它');
    expect(screen.queryByText('Flows use the tag')).toBeNull();
    expect(confirm().disabled).toBe(true);
  });

  it('keeps what was filled in when it is refused, and says why', async () => {
    const taken = ApiError.of(422, { code: 'leak_found', message: 'leak' });
    answer({ '/tags/7/split/preview': preview, '/tags/7/split': taken });
    await fill();
    await waitFor(() => expect(confirm().disabled).toBe(false));
    fireEvent.click(confirm());
    expect(await screen.findByText('没能拆分')).toBeTruthy();
    expect((screen.getByLabelText('中文名') as HTMLInputElement).value).toBe('爱吃辣');
    expect(onClose).not.toHaveBeenCalled();
  });
});
