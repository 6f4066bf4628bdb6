import type { Approval } from '@tagloom/contracts';
import { screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { startI18n } from '@/platform/i18n/i18n';
import { TEXTS } from '@/texts';
import { approval, serve, show } from '../approvals.test.data';
import { useApprovalWords } from '../use-approval-words';
import { Consequence } from './consequence';

vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original<object>()),
  Link: ({ children, to, params }: { children: ReactNode; to: string; params?: { id: string } }) => (
    <a href={to.replace('$id', params?.id ?? '')}>{children}</a>
  ),
}));

function Told({ approval: told }: { approval: Approval }) {
  const { sentence } = useApprovalWords();
  return (
    <>
      <p>{sentence(told)}</p>
      <Consequence approval={told} />
    </>
  );
}

vi.setConfig({ testTimeout: 20_000 });
beforeAll(() => startI18n(TEXTS));

describe('what exactly happens', () => {
  const about = approval().about;
  const both = [...about.tags, { id: '12', name: { 'zh-CN': '大促活跃' } }];
  const group = { id: '5', name: { 'zh-CN': '活动' } };
  const department = { id: '2', name: '客服部' };
  const share = { departmentId: '2', level: 'use', purpose: '接待分流', until: null } as const;
  const cases: [string, Partial<Approval>, string[]][] = [
    ['a deletion', {}, ['移入回收站', '30 天内可以恢复']],
    [
      'a group that goes',
      { request: { act: 'deleteGroup', groupId: '5', tags: 2 }, about: { ...about, tags: both, group } },
      ['删除分组「活动」和里面的 2 个标签', '大促活跃'],
    ],
    [
      'a merge, from which into which',
      { request: { act: 'mergeTags', tagId: '11', into: '12' }, about: { ...about, tags: both } },
      ['把标签「参加618活动」合并到「大促活跃」', '并入的参加618活动', '保留的大促活跃'],
    ],
    [
      'a split, part by part',
      {
        request: {
          act: 'splitTag',
          tagId: '11',
          parts: [{ name: { 'zh-CN': '预售' }, values: ['定金', '尾款'] }],
        },
      },
      ['拆分出 1 个标签', '新标签「预售」', '定金、尾款'],
    ],
    [
      'the terms of a share',
      { request: { act: 'share', share: { ...share, tagId: '11' } }, about: { ...about, department } },
      ['共享给「客服部」（可用于规则）', '接待分流', '长期有效'],
    ],
    [
      'the share of a group',
      {
        request: { act: 'share', share: { ...share, groupId: '5' } },
        about: { ...about, tags: [], group, department },
      },
      ['把分组「活动」共享给「客服部」'],
    ],
    [
      'who gets a tag',
      {
        request: { act: 'giveTag', tagId: '11', scope: 'enterprise', ownerDepartmentId: '2' },
        about: { ...about, department },
      },
      ['把标签「参加618活动」转给「客服部」，范围改为全公司', '新的归属部门客服部'],
    ],
    [
      'where a tag is put',
      { request: { act: 'giveTag', tagId: '11', groupId: '6' } },
      ['移到分组「大促」', '新分组的共享随即生效'],
    ],
    [
      'where a group is put',
      { request: { act: 'giveGroup', groupId: '5', parentId: '6' }, about: { ...about, tags: [], group } },
      ['把分组「活动」移到「大促」里'],
    ],
    [
      'a group that is lifted',
      { request: { act: 'giveGroup', groupId: '5', parentId: null }, about: { ...about, tags: [], group } },
      ['把分组「活动」移到最上层', '移到最上层'],
    ],
    [
      'a bulk edit of those who are named',
      {
        request: { act: 'bulkTag', bulk: { stance: 'assert', tag: 'c618', whom: { ids: ['1', '2'] }, reason: '补录' } },
      },
      ['批量打上标签「参加618活动」', '点名的 2 位客户', '补录'],
    ],
    [
      'a bulk edit of those who match',
      { request: { act: 'bulkTag', bulk: { stance: 'forbid', tag: 'c618', whom: { total: 1204 } } } },
      ['批量移除标签', '符合条件的客户，提交时是 1,204 位', '全部客户', '之后规则也不会再给这些客户打上'],
    ],
    [
      'a rule that goes to everybody',
      {
        request: { act: 'promoteFlow', flowId: '3', revision: 7 },
        about: { ...about, flow: { id: '3', name: '618 召回' } },
      },
      ['把规则「618 召回」推广到全公司', '草稿修订7'],
    ],
  ];

  it.each(cases)('is told of %s', async (_what, over, words) => {
    serve([]);
    const { container } = show(<Told approval={approval(over)} />);
    for (const word of words) await waitFor(() => expect(container.textContent).toContain(word));
  });

  it('has ways to the things themselves', async () => {
    serve([]);
    show(<Told approval={approval()} />);
    expect(screen.getByText('参加618活动').getAttribute('href')).toBe('/tags/11');
  });

  it('does not name what the reader cannot see', async () => {
    serve([]);
    const { container } = show(<Told approval={approval({ about: { ...about, tags: [], customers: null } })} />);
    expect(container.textContent).toBe(
      '林悦 申请删除标签「不在你可见范围内的标签」标签移入回收站，客户身上的一起收回。30 天内可以恢复。',
    );
  });
});
