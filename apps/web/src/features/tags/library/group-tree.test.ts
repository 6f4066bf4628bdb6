import type { TagGroup } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { branchOf, pathOf, treeOf, type GroupNode } from './group-tree';

const group = (id: string, parentId: string | null, category: TagGroup['category'] = 'value'): TagGroup => ({
  id,
  key: `g${id}`,
  name: { 'zh-CN': `分组 ${id}` },
  category,
  exclusive: false,
  parentId,
  ownerDepartmentId: null,
  editable: true,
  revision: 1,
});
// the child 2 comes before its parent 3; the parent of 6 is hidden from the reader
const groups = [
  group('1', null),
  group('2', '3'),
  group('3', '1'),
  group('4', null),
  group('5', null, 'basic'),
  group('6', '99'),
];
const shape = (nodes: GroupNode[]): unknown[] => nodes.map((node) => [node.group.id, ...shape(node.below)]);

describe('the tree of groups', () => {
  it('stands as the parents say, by category, and what hangs on nothing stands at the top', () => {
    expect(shape(treeOf(groups, 'value'))).toEqual([['1', ['3', ['2']]], ['4'], ['6']]);
    expect(shape(treeOf(groups, 'basic'))).toEqual([['5']]);
  });

  it('knows the way down to a group, and all that is inside it', () => {
    expect(pathOf(groups, '2').map(({ id }) => id)).toEqual(['1', '3', '2']);
    expect(pathOf(groups, null)).toEqual([]);
    expect([...branchOf(groups, '1')].sort()).toEqual(['1', '2', '3']);
  });

  it('ends in a circle, should there ever be one', () => {
    expect(pathOf([group('7', '8'), group('8', '7')], '7').map(({ id }) => id)).toEqual(['8', '7']);
  });
});
