import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Approval } from '@tagloom/contracts';
import { render } from '@testing-library/react';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { api, ApiError } from '@/platform/api';

export const approval = (over: Partial<Approval> = {}): Approval => ({
  id: '31',
  status: 'open',
  request: { act: 'deleteTag', tagId: '11' },
  about: {
    tags: [{ id: '11', name: { 'zh-CN': '参加618活动', en: '618 campaign' } }],
    flow: null,
    group: null,
    department: null,
    customers: 1204,
  },
  reason: '活动已经结束，没有规则在用',
  askedBy: '林悦',
  askedFor: { id: '1', name: '市场部' },
  askedAt: '2026-03-01T02:00:00.000Z',
  until: '2026-03-08T02:00:00.000Z',
  decidedBy: null,
  decidedAt: null,
  decisionNote: null,
  error: null,
  own: false,
  mine: true,
  ...over,
});

/** What the server answers to every question of the page. */
export function serve(approvals: readonly Approval[]): void {
  vi.spyOn(api, 'get').mockImplementation((path) => {
    const one = /^\/approvals\/(\d+)$/.exec(path)?.[1];
    const found = approvals.find(({ id }) => id === one);
    if (one !== undefined)
      return found
        ? Promise.resolve(found as never)
        : Promise.reject(ApiError.of(404, { code: 'approval_not_found', message: '' }));
    if (path === '/approvals?status=open')
      return Promise.resolve({ items: approvals.filter(({ status }) => status === 'open'), nextCursor: null } as never);
    if (path === '/approvals') return Promise.resolve({ items: approvals, nextCursor: null } as never);
    if (path === '/catalog')
      return Promise.resolve({
        facts: [],
        tags: [],
        eventTypes: [],
        departments: [{ id: '2', name: '客服部' }],
      } as never);
    if (path === '/tags')
      return Promise.resolve({ groups: [{ id: '6', name: { 'zh-CN': '大促' } }], tags: [] } as never);
    return Promise.reject(new Error(`nobody serves ${path}`));
  });
}

export const show = (page: ReactNode) =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>{page}</App>
    </QueryClientProvider>,
  );
