import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Tag, TagGroup } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { OrderDrawer } from './order-drawer';

const group = { id: '4', name: { 'zh-CN': '生命周期' }, exclusive: true } as TagGroup;
const tags = ['新客户', '老客户', '流失客户'].map(
  (name, position) => ({ id: String(position + 1), name: { 'zh-CN': name }, groupId: '4', position }) as Tag,
);
const onClose = vi.fn();
const names = () => screen.getAllByRole('listitem').map((item) => item.textContent);
const up = (name: string) => screen.getByRole('button', { name: `上移「${name}」` });
const down = (name: string) => screen.getByRole('button', { name: `下移「${name}」` });

beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  vi.restoreAllMocks();
  onClose.mockReset();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <OrderDrawer group={group} tags={tags} onClose={onClose} />
      </App>
    </QueryClientProvider>,
  );
});

describe('the order of an exclusive group', () => {
  it('is changed with buttons and with Alt and the arrow keys, and is saved whole', async () => {
    const put = vi.spyOn(api, 'put').mockResolvedValue([]);
    fireEvent.click(up('流失客户'));
    expect(names()).toEqual(['1新客户', '2流失客户', '3老客户']);
    fireEvent.keyDown(up('流失客户'), { key: 'ArrowUp', altKey: true });
    expect(names()).toEqual(['1流失客户', '2新客户', '3老客户']);
    fireEvent.keyDown(down('流失客户'), { key: 'ArrowDown' });
    expect(names()[0]).toBe('1流失客户');
    fireEvent.click(screen.getByTestId('save-order'));
    await waitFor(() => expect(put).toHaveBeenCalledWith('/tag-groups/4/order', { tagIds: ['3', '1', '2'] }));
    await waitFor(() => expect(onClose).toHaveBeenCalled());
  });

  it('has no way past its ends', () => {
    expect((up('新客户') as HTMLButtonElement).disabled).toBe(true);
    expect((down('流失客户') as HTMLButtonElement).disabled).toBe(true);
    fireEvent.keyDown(down('新客户'), { key: 'ArrowUp', altKey: true });
    expect(names()).toEqual(['1新客户', '2老客户', '3流失客户']);
  });

  it('stays open with the reason when it could not be saved', async () => {
    vi.spyOn(api, 'put').mockRejectedValue(new Error('offline'));
    fireEvent.click(down('新客户'));
    fireEvent.click(screen.getByTestId('save-order'));
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(names()[0]).toBe('1老客户');
    expect(onClose).not.toHaveBeenCalled();
  });
});
