import type { MatrixDepartment } from './matrix-model';

export interface DepartmentOption {
  value: string;
  title: string;
  children: DepartmentOption[];
}

/** The departments as a tree to choose from; one whose parent is not in the list stands at the top. */
export function departmentOptions(departments: readonly MatrixDepartment[]): DepartmentOption[] {
  const nodes = new Map(
    departments.map(({ id, name }) => [id, { value: id, title: name, children: [] as DepartmentOption[] }]),
  );
  const top: DepartmentOption[] = [];
  for (const { id, parentId } of departments) {
    const node = nodes.get(id)!;
    const parent = parentId === null ? undefined : nodes.get(parentId);
    (parent?.children ?? top).push(node);
  }
  return top;
}
