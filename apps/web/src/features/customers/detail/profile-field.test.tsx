import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { CustomerDetail } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { App } from 'antd';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { leftOf } from './countdown';
import { ProfileField } from './profile-field';

const may = vi.hoisted(() => ({ reveal: true }));
vi.mock('@/platform/auth', () => ({ useCan: () => () => may.reveal }));

const withPhone = (shown?: { level: 'masked' | 'hidden'; until?: string }) =>
  ({
    id: '7',
    profile: { phone: '138****9527' },
    ...(shown && { fields: { phone: shown } }),
  }) as unknown as CustomerDetail;
const show = (customer: CustomerDetail) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <App>
        <ProfileField customer={customer} field="phone" label="手机" text="138****9527" />
      </App>
    </QueryClientProvider>,
  );

beforeEach(() => {
  may.reveal = true;
  return () => vi.restoreAllMocks();
});

describe('a masked field', () => {
  it('is revealed for a reason of four characters at least', async () => {
    const post = vi.spyOn(api, 'post').mockResolvedValue({ value: '13800139527', until: '2026-03-02T02:10:00.000Z' });
    show(withPhone({ level: 'masked' }));
    fireEvent.click(screen.getByTestId('reveal-phone'));
    const confirm = await screen.findByTestId('confirm-reveal');
    const reason = screen.getByRole('textbox');
    for (const [text, isRefused] of [
      ['  回访 ', true],
      ['客户要求回电', false],
    ] as const) {
      fireEvent.change(reason, { target: { value: text } });
      expect((confirm as HTMLButtonElement).disabled).toBe(isRefused);
    }
    fireEvent.click(confirm);
    await waitFor(() =>
      expect(post).toHaveBeenCalledWith('/customers/7/reveal', { field: 'phone', reason: '客户要求回电' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says how long it is still seen once it is revealed', () => {
    show(withPhone({ level: 'masked', until: new Date(Date.now() + 90_000).toISOString() }));
    expect(screen.getByRole('timer').textContent).toMatch(/^1:(30|29)$/);
    expect(screen.queryByTestId('reveal-phone')).toBeNull();
  });

  it.each([
    ['to whoever may not reveal it', false, { level: 'masked' }],
    ['where it is shown', true, undefined],
    ['where it is hidden', true, { level: 'hidden' }],
  ] as const)('is not offered %s', (_where, reveal, shown) => {
    may.reveal = reveal;
    show(withPhone(shown));
    expect(screen.getByTestId('field-phone')).toBeTruthy();
    expect(screen.queryByTestId('reveal-phone')).toBeNull();
  });
});

describe('the time that is left', () => {
  it('is counted in whole seconds, and never below nothing', () => {
    const until = '2026-03-02T02:10:00.000Z';
    const at = (time: string) => leftOf(until, Date.parse(time));
    expect(at('2026-03-02T02:00:00.000Z')).toBe('10:00');
    expect(at('2026-03-02T02:09:57.500Z')).toBe('0:03');
    expect(at('2026-03-02T03:00:00.000Z')).toBe('0:00');
  });
});
