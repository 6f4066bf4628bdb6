import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Tag, Taxonomy } from '@tagloom/contracts';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { FactPicker } from '@/platform/ui/fact-picker';
import { TagChip } from '@/platform/ui/tag-chip';
import { TEXTS } from '@/texts';
import { AskDialog } from './ask-dialog';
import { useAsking } from './use-ask';

const now = vi.hoisted(() => ({ department: null as object | null, may: true }));
vi.mock('@/platform/auth', () => ({
  useCan: () => () => now.may,
  useMe: () => ({ department: now.department }),
}));

const vip = { id: '7', key: 'vip', name: { 'zh-CN': '高价值客户' }, level: 'read', category: 'value' } as Tag;
const catalog = {
  facts: [
    { name: 'tag.vip', label: vip.name, type: 'boolean' as const, source: 'tag' as const },
    { name: 'tag.night', label: { 'zh-CN': '夜间活跃' }, type: 'boolean' as const, source: 'tag' as const },
  ],
  tags: [],
  eventTypes: [],
};
const onChange = vi.fn();
const show = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <FactPicker catalog={catalog} value={undefined} needs="use" onChange={onChange} />
        <AskDialog />
      </App>
    </QueryClientProvider>,
  );

vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  now.department = { id: '2', name: '客服部' };
  now.may = true;
  onChange.mockReset();
  act(() => useAsking.setState({ asked: null, mayAsk: false }));
  vi.spyOn(api, 'get').mockResolvedValue({ groups: [], tags: [vip] } as unknown as Taxonomy);
  return () => vi.restoreAllMocks();
});

describe('a tag that one has too little of', () => {
  it('stands in the picker with the reason, and choosing it asks the owner', async () => {
    const post = vi.spyOn(api, 'post').mockResolvedValue({});
    show();
    fireEvent.mouseDown(screen.getByRole('combobox'));
    fireEvent.click(await screen.findByText('只读 · 不能用于规则'));
    expect(onChange).not.toHaveBeenCalled();
    expect((await screen.findByRole('dialog')).textContent).toContain('你的部门「客服部」现在的权限：只读');
    fireEvent.click(screen.getByText('提交申请'));
    expect(await screen.findByText('请写明用途')).toBeTruthy();
    expect(post).not.toHaveBeenCalled();
    fireEvent.change(screen.getByLabelText('用途'), { target: { value: '接待分流' } });
    fireEvent.click(screen.getByText('提交申请'));
    await waitFor(() =>
      expect(post).toHaveBeenCalledWith('/share-requests', {
        tagId: '7',
        level: 'use',
        purpose: '接待分流',
        until: null,
      }),
    );
    await waitFor(() => expect(useAsking.getState().asked).toBeNull());
  });

  it('cannot be chosen by those who may not ask', async () => {
    now.department = null;
    show();
    fireEvent.mouseDown(screen.getByRole('combobox'));
    const option = await screen.findByText('只读 · 不能用于规则');
    expect(screen.queryByText('申请')).toBeNull();
    fireEvent.click(option);
    expect(onChange).not.toHaveBeenCalled();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('does not stand in the way of the others', async () => {
    show();
    fireEvent.mouseDown(screen.getByRole('combobox'));
    await screen.findByText('只读 · 不能用于规则');
    fireEvent.click(screen.getByTitle('夜间活跃'));
    expect(onChange).toHaveBeenCalledWith('tag.night');
  });
});

describe('a masked value', () => {
  it('is said to be masked, and not shown', () => {
    const { container } = render(<TagChip tag={vip} value="138****2067" masked />);
    expect(container.textContent).toBe('高价值客户已脱敏');
    expect(screen.getByTitle('你的部门只能看到有这个标签，看不到值')).toBeTruthy();
  });
});
