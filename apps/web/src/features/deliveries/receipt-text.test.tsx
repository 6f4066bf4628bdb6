import type { Catalog, Delivery } from '@tagloom/contracts';
import { fireEvent, render, screen, within } from '@testing-library/react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { commonTexts } from '@/platform/i18n/common';
import { startI18n } from '@/platform/i18n/i18n';
import { frameTexts } from '@/platform/frame/frame-texts';
import { uiTexts } from '@/platform/ui/i18n';
import { deliveriesTexts } from './i18n';
import { ReceiptText } from './receipt-text';

const catalog = vi.hoisted((): Pick<Catalog, 'users' | 'departments'> => ({
  users: [{ id: '7', name: '张敏' }],
  departments: [],
}));
vi.mock('@/platform/catalog', () => ({ useCatalog: () => catalog }));

beforeAll(() => startI18n({ deliveries: deliveriesTexts, common: commonTexts, frame: frameTexts, ui: uiTexts }));

const show = (receipt: Delivery['receipt'], error: string | null = null) =>
  render(<ReceiptText delivery={{ receipt, error }} />);
const details = async () => {
  fireEvent.click(screen.getByRole('button'));
  return screen.findByTestId('receipt-details');
};
const words = (box: HTMLElement) =>
  [...box.querySelectorAll('dt')].map((label) => [label.textContent, label.nextElementSibling?.textContent]);

describe('a receipt', () => {
  it.each<[Record<string, unknown>, string, string[][]]>([
    [
      { status: 200, body: '{"ok":true}', durationMs: 1200 },
      '对方答复 200',
      [
        ['答复状态', 'HTTP 200'],
        ['用时', '1,200 毫秒'],
        ['答复内容', '{"ok":true}'],
      ],
    ],
    [
      { before: null, after: '金卡' },
      '无 → 金卡',
      [
        ['原来', '无'],
        ['改为', '金卡'],
      ],
    ],
    [{ recipient: { kind: 'user', id: '7' } }, '已交给张敏', [['接收人', '张敏']]],
    [
      { channel: 'inbox', recipient: { kind: 'role', role: 'agent' }, people: 3 },
      '已送到客服（角色）的收件箱',
      [
        ['接收人', '客服（角色）'],
        ['送到几个人', '3 人'],
        ['渠道', '站内收件箱'],
      ],
    ],
    [{ suggestionId: '12' }, '已提交建议，等人处理', [['建议编号', '12']]],
    [{ because: 'declined' }, '曾被人拒绝', [['没有提交的原因', '曾被人拒绝']]],
    [{ messageId: 'wx-1' }, '', [['messageId', 'wx-1']]],
  ])('%j is told in words, field by field', async (receipt, line, fields) => {
    show(receipt);
    expect(screen.getByRole('button').parentElement?.textContent).toContain(line);
    expect(words(await details())).toEqual(fields);
  });

  it('shows what was stored only behind a disclosure', async () => {
    show({ status: 500, body: 'oops', durationMs: 3 }, 'http_500');
    const box = await details();
    const raw = within(box).getByText(/"durationMs": 3/);
    expect(raw.closest('details')?.open).toBe(false);
  });

  it('names nobody by an id who is gone', async () => {
    show({ recipient: { kind: 'user', id: '99' } });
    expect((await details()).querySelector('dd')?.textContent).toBe('已不在的接收人');
  });
});
