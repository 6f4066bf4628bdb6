import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { Share, ShareRequest, SharingMatrix, Taxonomy } from '@tagloom/contracts';
import { render } from '@testing-library/react';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { vi } from 'vitest';
import { api } from '@/platform/api';

type MatrixTag = SharingMatrix['tags'][number];

export const departments: SharingMatrix['departments'] = [
  { id: '1', name: '市场部', parentId: null },
  { id: '3', name: '夜间服务组', parentId: '2' },
  { id: '2', name: '客服部', parentId: null },
];

export const share = (over: Partial<Share> = {}): Share => ({
  id: '51',
  tagId: '11',
  groupId: null,
  name: { 'zh-CN': '参加618活动' },
  departmentId: '2',
  departmentName: '客服部',
  level: 'use',
  purpose: '双 12 接待分流',
  until: null,
  grantedBy: '林悦',
  grantedAt: '2026-03-01T02:00:00.000Z',
  endedAt: null,
  endedBy: null,
  ...over,
});

export const matrixTag = (over: Partial<MatrixTag> = {}): MatrixTag => ({
  id: '11',
  name: { 'zh-CN': '参加618活动' },
  groupId: '5',
  scope: 'department',
  ownerDepartmentId: '1',
  editable: true,
  search: '参加618活动\n\ncanjia618huodong\ncj6hd',
  cells: [
    { departmentId: '1', level: 'edit', shareId: null, until: null, from: 'owner' },
    { departmentId: '2', level: 'use', shareId: '51', until: null, from: 'share' },
    { departmentId: '3', level: 'use', shareId: '51', until: null, from: 'share' },
  ],
  ...over,
});

export const taxonomy = (tags: readonly MatrixTag[]): Taxonomy =>
  ({
    groups: [{ id: '5', key: 'campaigns', name: { 'zh-CN': '活动' }, category: 'behavior', exclusive: false }],
    tags: tags.map(({ id, name, groupId }) => ({ id, key: `t${id}`, name, groupId, category: 'behavior' })),
  }) as unknown as Taxonomy;

export const request = (over: Partial<ShareRequest> = {}): ShareRequest => ({
  id: '71',
  tagId: '11',
  groupId: null,
  name: { 'zh-CN': '参加618活动' },
  departmentId: '2',
  departmentName: '客服部',
  level: 'use',
  purpose: '接待分流',
  until: null,
  status: 'open',
  askedBy: '周宁',
  askedAt: '2026-03-01T02:00:00.000Z',
  answeredBy: null,
  answeredAt: null,
  answer: null,
  mine: true,
  ...over,
});

interface Answers {
  tags?: MatrixTag[];
  shares?: Share[];
  requests?: ShareRequest[];
}

/** What the server answers to every question of the page. */
export function serve({ tags = [matrixTag()], shares = [share()], requests = [] }: Answers = {}): void {
  const answers: Record<string, unknown> = {
    '/sharing': { departments, tags } satisfies SharingMatrix,
    '/tags': taxonomy(tags),
    '/shares': shares.filter(({ endedAt }) => endedAt === null),
    '/shares?ended=true': shares,
    '/share-requests': requests,
  };
  vi.spyOn(api, 'get').mockImplementation((path) =>
    path in answers ? Promise.resolve(answers[path] as never) : Promise.reject(new Error(`nobody serves ${path}`)),
  );
}

export const show = (page: ReactNode) =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <App>{page}</App>
    </QueryClientProvider>,
  );
