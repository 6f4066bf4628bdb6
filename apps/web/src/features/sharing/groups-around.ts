import type { TagGroup } from '@tagloom/contracts';

/** A group and those that it is in, the nearest first. */
export function groupsAround(groups: readonly TagGroup[], groupId: string | null): TagGroup[] {
  const byId = new Map(groups.map((group) => [group.id, group]));
  const around: TagGroup[] = [];
  for (let at = byId.get(groupId ?? ''); at && !around.includes(at); at = byId.get(at.parentId ?? '')) around.push(at);
  return around;
}
