import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Template } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { TemplatesPage } from './templates-page';

const { may, navigate } = vi.hoisted(() => ({ may: { create: true }, navigate: vi.fn() }));
vi.mock('@/platform/auth', () => ({ useCan: () => () => may.create }));
vi.mock('@/platform/frame', () => ({ PageHeader: ({ title }: { title: string }) => <h1>{title}</h1> }));
vi.mock('@tanstack/react-router', () => ({
  useNavigate: () => navigate,
  Link: ({ children }: { children: ReactNode }) => <a href="/">{children}</a>,
}));

const both = (words: string) => ({ 'zh-CN': words, en: words });
const template = (key: string, over: Partial<Template> = {}): Template => ({
  key,
  name: both(`${key} name`),
  story: both(`${key} story`),
  flows: [{ name: both(`${key} rule`), sentence: both(`${key} sentence`), golden: 2 }],
  needs: [{ kind: 'tag', key: 'vip', name: both('VIP'), status: 'create' }],
  backfill: 'all',
  here: [],
  customers: [{ about: both('Ann'), matches: true }],
  ...over,
});

const show = () =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <TemplatesPage />
      </App>
    </QueryClientProvider>,
  );

beforeEach(() => {
  may.create = true;
  navigate.mockReset();
  const used = template('used', { here: [{ id: '7', name: 'Mine', status: 'draft' }] });
  vi.spyOn(api, 'get').mockImplementation(async (path) => (path === '/templates' ? [template('fresh'), used] : []));
  vi.spyOn(api, 'post').mockResolvedValue({ flows: [{ id: '12', name: 'one' }] });
  return () => vi.restoreAllMocks();
});

describe('the templates', () => {
  it('tell the story and the rule, and name the rules that are here already', async () => {
    show();
    const fresh = await screen.findByTestId('template-fresh');
    expect(within(fresh).getByText('fresh story')).toBeTruthy();
    expect(within(fresh).getByText('fresh sentence')).toBeTruthy();
    expect(within(fresh).queryByText('Mine')).toBeNull();
    expect(within(screen.getByTestId('template-used')).getByText('Mine')).toBeTruthy();
  });

  it('open the draft in the editor once it is made', async () => {
    show();
    fireEvent.click(await screen.findByTestId('use-fresh'));
    await waitFor(() => expect(navigate).toHaveBeenCalledWith({ to: '/flows/$id', params: { id: '12' } }));
    expect(api.post).toHaveBeenCalledWith('/templates/fresh/install?locale=zh-CN');
  });

  it('stay where they are when the draft could not be made', async () => {
    vi.spyOn(api, 'post').mockRejectedValue(new Error('gone'));
    show();
    fireEvent.click(await screen.findByTestId('use-fresh'));
    await screen.findByRole('alert');
    expect(navigate).not.toHaveBeenCalled();
  });

  it('are only read by whoever may not create rules', async () => {
    may.create = false;
    show();
    await screen.findByTestId('template-fresh');
    expect(screen.queryByTestId('use-fresh')).toBeNull();
  });
});
