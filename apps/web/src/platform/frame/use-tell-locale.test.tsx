import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { Me } from '@tagloom/contracts';
import type { ReactNode } from 'react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { meQuery } from '@/platform/auth';
import { chooseLocale, startI18n } from '@/platform/i18n/i18n';
import { useTellLocale } from './use-tell-locale';

const me = { name: '林悦', locale: 'zh-CN' } as Me;

/** A page behind the frame, of somebody whom the server writes to in Chinese. */
function open() {
  const client = new QueryClient();
  client.setQueryData(meQuery.queryKey, me);
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  renderHook(() => useTellLocale(), { wrapper });
}

describe('the language of the server’s messages', () => {
  beforeAll(() => startI18n({}));
  beforeEach(() => {
    vi.spyOn(api, 'patch').mockImplementation((_, body) => Promise.resolve({ ...me, ...(body as object) } as never));
  });

  it('is that of the page, when it was chosen before signing in', async () => {
    await chooseLocale('en');
    open();
    await waitFor(() => expect(api.patch).toHaveBeenCalledWith('/auth/me', { locale: 'en' }));
  });

  it('follows when the page changes, once for each change', async () => {
    await chooseLocale('zh-CN');
    open();
    expect(api.patch).not.toHaveBeenCalled();
    await act(() => chooseLocale('en'));
    await waitFor(() => expect(api.patch).toHaveBeenCalledWith('/auth/me', { locale: 'en' }));
    await act(() => chooseLocale('zh-CN'));
    await waitFor(() => expect(api.patch).toHaveBeenCalledWith('/auth/me', { locale: 'zh-CN' }));
    expect(api.patch).toHaveBeenCalledTimes(2);
  });
});
