import type { TagCategory, TagGroup } from '@tagloom/contracts';

export interface GroupNode {
  group: TagGroup;
  below: GroupNode[];
}

/** The groups of a category as they stand inside each other. One whose parent is not in the list stands at the top. */
export function treeOf(groups: readonly TagGroup[], category: TagCategory): GroupNode[] {
  const nodes = new Map(
    groups
      .filter((group) => group.category === category)
      .map((group) => [group.id, { group, below: [] as GroupNode[] }]),
  );
  const top: GroupNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.group.parentId === null ? undefined : nodes.get(node.group.parentId);
    (parent?.below ?? top).push(node);
  }
  return top;
}

/** The group and all that are inside it. */
export function branchOf(groups: readonly TagGroup[], id: string): Set<string> {
  const branch = new Set([id]);
  // a parent may come later in the list than its child
  for (let size = 0; size !== branch.size;) {
    size = branch.size;
    for (const group of groups) if (group.parentId !== null && branch.has(group.parentId)) branch.add(group.id);
  }
  return branch;
}

/** From the outermost group to the group itself. */
export function pathOf(groups: readonly TagGroup[], id: string | null): TagGroup[] {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const path: TagGroup[] = [];
  for (let at = byId.get(id ?? ''); at && !path.includes(at); at = byId.get(at.parentId ?? '')) path.unshift(at);
  return path;
}
