import type { Department, DepartmentRole, UserSummary } from '@tagloom/contracts';

export interface DepartmentNode {
  department: Department;
  below: DepartmentNode[];
}

/** A person with the role that they have in one department. */
export interface Member {
  user: UserSummary;
  role: DepartmentRole;
}

/** The departments as they stand below each other. One whose parent is not in the list stands at the top. */
export function treeOf(departments: readonly Department[]): DepartmentNode[] {
  const nodes = new Map(
    departments.map((department) => [department.id, { department, below: [] as DepartmentNode[] }]),
  );
  const top: DepartmentNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.department.parentId === null ? undefined : nodes.get(node.department.parentId);
    (parent?.below ?? top).push(node);
  }
  return top;
}

/** The department and all that are below it: where it cannot be moved. */
export function branchOf(departments: readonly Department[], id: string): Set<string> {
  const branch = new Set([id]);
  // a parent may come later in the list than its child
  for (let size = 0; size !== branch.size;) {
    size = branch.size;
    for (const { id: other, parentId } of departments) if (parentId !== null && branch.has(parentId)) branch.add(other);
  }
  return branch;
}

/** From the top down to the department itself. */
export function pathOf(departments: readonly Department[], id: string): Department[] {
  const byId = new Map(departments.map((department) => [department.id, department]));
  const path: Department[] = [];
  for (let at = byId.get(id); at && !path.includes(at); at = at.parentId === null ? undefined : byId.get(at.parentId))
    path.unshift(at);
  return path;
}

/** Who works in a department; null is the whole organisation. */
export function membersOf(users: readonly UserSummary[], departmentId: string | null): Member[] {
  return users.flatMap((user) =>
    user.roles.filter((role) => role.departmentId === departmentId).map((role) => ({ user, role })),
  );
}
