import type { Department } from '@tagloom/contracts';
import { describe, expect, it } from 'vitest';
import { branchOf, pathOf, treeOf, type DepartmentNode } from './tree';

const department = (id: string, parentId: string | null): Department => ({
  id,
  key: `d${id}`,
  name: `部门 ${id}`,
  timeZone: null,
  parentId,
  revision: 1,
});
// the child 2 comes before its parent 3
const departments = [department('1', null), department('2', '3'), department('3', '1'), department('4', null)];
const shape = (nodes: DepartmentNode[]): unknown[] => nodes.map((node) => [node.department.id, ...shape(node.below)]);

describe('the tree of departments', () => {
  it('stands as the parents say, whatever the order of the list', () => {
    expect(shape(treeOf(departments))).toEqual([['1', ['3', ['2']]], ['4']]);
  });

  it('shows at the top what lies below a department that is not in the list', () => {
    expect(shape(treeOf([department('9', '8')]))).toEqual([['9']]);
  });

  it('knows the branch of a department, in which it cannot be put', () => {
    expect([...branchOf(departments, '1')].sort()).toEqual(['1', '2', '3']);
    expect([...branchOf(departments, '4')]).toEqual(['4']);
  });

  it('knows the way down to a department, and ends in damaged data', () => {
    expect(pathOf(departments, '2').map(({ id }) => id)).toEqual(['1', '3', '2']);
    expect(pathOf([department('1', '2'), department('2', '1')], '1').map(({ id }) => id)).toEqual(['2', '1']);
  });
});
