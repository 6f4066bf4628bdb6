import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { DemoCustomers, Template } from '@tagloom/contracts';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/platform/api';
import { commonTexts } from '@/platform/i18n/common';
import { startI18n } from '@/platform/i18n/i18n';
import { uiTexts } from '@/platform/ui/i18n';
import { templatesTexts } from './i18n';
import { TemplateCard } from './template-card';

vi.mock('@tanstack/react-router', () => ({
  Link: ({ children, params }: { children: ReactNode; params?: { id: string } }) => <a href={params?.id}>{children}</a>,
}));

const both = (words: string) => ({ 'zh-CN': words, en: words });
const template = (here: Template['here']): Template => ({
  key: 'story',
  name: both('故事'),
  story: both('从前'),
  flows: [],
  needs: [],
  backfill: 'all',
  here,
  customers: [
    { about: both('安然：符合'), matches: true },
    { about: both('毕莹：差一点'), matches: false },
  ],
});
const published: Template['here'] = [{ id: '7', name: '规则', status: 'published' }];
const tag = { key: 'vip', name: both('高价值'), category: 'value', isProposed: false };
const state = (over: Partial<DemoCustomers> & { isHere?: boolean; hasTag?: boolean } = {}): DemoCustomers => ({
  events: over.events ?? 0,
  evaluated: over.evaluated ?? 0,
  customers: [
    {
      about: both('安然：符合'),
      customerId: over.isHere ? '41' : null,
      expected: [{ name: tag.name, isProposed: false }],
      has: over.hasTag ? [tag] : [],
    },
    { about: both('毕莹：差一点'), customerId: over.isHere ? '42' : null, expected: [], has: [] },
  ],
});
let answers: DemoCustomers[];

beforeAll(() => startI18n({ templates: templatesTexts, common: commonTexts, ui: uiTexts }));
beforeEach(() => {
  vi.spyOn(api, 'get').mockImplementation(() =>
    Promise.resolve((answers.length > 1 ? answers.shift() : answers[0]) as never),
  );
  vi.spyOn(api, 'post').mockImplementation(() => Promise.resolve(state({ isHere: true, events: 4 }) as never));
  return () => vi.restoreAllMocks();
});

const show = (shown: Template, mayCreate = true) => {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>
        <TemplateCard template={shown} isBusy={false} isDisabled={false} {...(mayCreate && { onUse: vi.fn() })} />
      </App>
    </QueryClientProvider>,
  );
  const details = screen.getByTestId<HTMLDetailsElement>('customers-story');
  details.open = true;
  fireEvent(details, new Event('toggle'));
};

describe('the demo customers of a template', () => {
  it('are loaded after a question, and get their tags before one’s eyes', async () => {
    answers = [
      state(),
      state({ isHere: true, events: 4, evaluated: 2 }),
      state({ isHere: true, events: 4, evaluated: 4, hasTag: true }),
    ];
    show(template(published));
    fireEvent.click(await screen.findByTestId('load-story'));
    const question = await screen.findByRole('tooltip');
    expect(question.textContent).toContain('载入 2 位示例客户？');
    expect(question.textContent).toContain('不能删除');
    expect(api.post).not.toHaveBeenCalled();
    fireEvent.click(within(question).getByRole('button', { name: '载入示例客户' }));
    expect((await screen.findByRole('status')).textContent).toContain('0 / 4');
    expect(api.post).toHaveBeenCalledExactlyOnceWith('/templates/story/demo-customers');
    await screen.findByText('高价值', undefined, { timeout: 3_000 });
    expect(screen.queryByRole('status')).toBeNull();
    expect(screen.queryByTestId('load-story')).toBeNull();
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(
      expect.arrayContaining(['41', '42']),
    );
  });

  it('wait for the template to be used first', async () => {
    answers = [state()];
    show(template([]));
    expect((await screen.findByTestId<HTMLButtonElement>('load-story')).disabled).toBe(true);
    expect(screen.getByText('先使用模板，再载入示例客户。')).toBeTruthy();
  });

  it('say which tag they wait for while the rule is a draft', async () => {
    answers = [state({ isHere: true, events: 4, evaluated: 4 })];
    show(template([{ id: '7', name: '规则', status: 'draft' }]));
    expect(await screen.findByText('应得到「高价值」，规则发布后才有')).toBeTruthy();
    expect(screen.getByText('没有标签')).toBeTruthy();
  });

  it('say what went wrong, and stay where they are', async () => {
    answers = [state()];
    vi.spyOn(api, 'post').mockRejectedValue(new Error('gone'));
    show(template(published));
    fireEvent.click(await screen.findByTestId('load-story'));
    fireEvent.click(within(await screen.findByRole('tooltip')).getByRole('button', { name: '载入示例客户' }));
    await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('没能载入示例客户'));
  });

  it('are only told of to whoever may not create rules', async () => {
    answers = [state()];
    show(template(published), false);
    expect(await screen.findByText('安然：符合')).toBeTruthy();
    expect(screen.queryByTestId('demo-story')).toBeNull();
    expect(api.get).not.toHaveBeenCalled();
  });
});
