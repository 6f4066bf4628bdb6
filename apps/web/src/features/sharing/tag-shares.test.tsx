import type { Share } from '@tagloom/contracts';
import { screen } from '@testing-library/react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, ApiError } from '@/platform/api';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { LevelEnd } from './level-end';
import { daysLeft } from './share-end';
import { share, show } from './sharing.test.data';
import { TagShares } from './tag-shares';

const who = vi.hoisted(() => ({ may: true, department: null as { id: string; name: string } | null }));
vi.mock('@/platform/auth', () => ({ useCan: () => () => who.may, useMe: () => ({ department: who.department }) }));
vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original<object>()),
  Link: ({ children }: { children: React.ReactNode }) => <a href="/sharing">{children}</a>,
}));

const taxonomy = {
  groups: [
    { id: '5', name: { 'zh-CN': '618 大促' }, parentId: '6' },
    { id: '6', name: { 'zh-CN': '营销活动' }, parentId: null },
  ],
  tags: [{ id: '11', key: 't11', name: { 'zh-CN': '参加618活动' }, groupId: '5' }],
};
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const ofGroup = (groupId: string, over: Partial<Share>) =>
  share({ tagId: null, groupId, name: { 'zh-CN': groupId === '5' ? '618 大促' : '营销活动' }, ...over });

let answers: Record<string, unknown>;
beforeAll(() => startI18n(TEXTS));
beforeEach(() => {
  Object.assign(who, { may: true, department: null });
  answers = {
    '/tags': taxonomy,
    '/shares?tag=11': [share({ until: inDays(5) })],
    '/shares?group=5': [],
    '/shares?group=6': [],
    '/catalog': { facts: [], tags: [], eventTypes: [] },
  };
  vi.spyOn(api, 'get').mockImplementation((path) =>
    path in answers
      ? Promise.resolve(answers[path] as never)
      : Promise.reject(ApiError.of(404, { code: 'not_found', message: path })),
  );
  return () => vi.restoreAllMocks();
});
const rows = async () => {
  await screen.findByText('客服部');
  return screen.getAllByRole('listitem').map(({ textContent }) => textContent);
};

describe('to whom a tag is lent', () => {
  it('says at which level, what for, by whom, and how many days are left near the end', async () => {
    show(<TagShares tagId="11" />);
    const [row] = await rows();
    for (const said of ['客服部', '可用于规则', '还剩 5 天', '用途：双 12 接待分流', '林悦于 2026-03-01 共享'])
      expect(row).toContain(said);
  });

  it('counts shares of the groups around it, the nearest first, and none where the tag has one of its own', async () => {
    answers['/shares?group=5'] = [
      ofGroup('5', { id: '61', level: 'assign' }),
      ofGroup('5', { id: '62', departmentId: '4', departmentName: '销售部', level: 'read' }),
    ];
    answers['/shares?group=6'] = [
      ofGroup('6', { id: '63', departmentId: '4', departmentName: '销售部', level: 'edit' }),
      ofGroup('6', { id: '64', departmentId: '8', departmentName: '合规部', level: 'masked' }),
    ];
    show(<TagShares tagId="11" />);
    const [own, sales, compliance, ...more] = await rows();
    expect(own).toContain('可用于规则');
    expect(sales).toContain('销售部 只读');
    expect(sales).toContain('随分组「618 大促」共享');
    expect(compliance).toContain('随分组「营销活动」共享');
    expect(more).toEqual([]);
  });

  it('marks the reader’s own department', async () => {
    who.department = { id: '2', name: '客服部' };
    show(<TagShares tagId="11" />);
    expect((await rows())[0]).toContain('你的部门');
  });

  it('is nothing at all for those who may not see shares', () => {
    who.may = false;
    show(<TagShares tagId="11" />);
    expect(screen.queryByTestId('tag-shares')).toBeNull();
    expect(api.get).not.toHaveBeenCalled();
  });

  it('says what could not be read, and lets one try again', async () => {
    delete answers['/shares?tag=11'];
    show(<TagShares tagId="11" />);
    expect(await screen.findByRole('button', { name: /重 ?试/ })).toBeTruthy();
  });
});

describe('how long one’s own department may use a lent tag', () => {
  const level = (over = {}) => show(<LevelEnd tag={{ id: '11', level: 'use', isOwner: false, ...over }} />);

  it('is told beside the level', async () => {
    who.department = { id: '2', name: '客服部' };
    level();
    expect((await screen.findByText(/还剩 5 天/)).closest('[data-soon]')).toBeTruthy();
  });

  it('is nobody’s question who owns the tag, or acts for the whole organisation', () => {
    level();
    who.department = { id: '1', name: '市场部' };
    level({ isOwner: true });
    expect(api.get).not.toHaveBeenCalled();
  });
});

describe('the days that are left', () => {
  it('are days of the calendar, none on the last one', () => {
    const at = (day: string) => new Date(`${day}T23:00:00`);
    expect(daysLeft(at('2026-03-03').toISOString(), at('2026-03-01').getTime())).toBe(2);
    expect(daysLeft(at('2026-03-03').toISOString(), new Date('2026-03-03T01:00:00').getTime())).toBe(0);
  });
});
