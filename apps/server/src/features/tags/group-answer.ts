import type { TagGroup } from '@tagloom/contracts';
import type { GroupRow } from './tag-groups.repository.js';

/** `editable`: for this reader. */
export function toGroup(group: GroupRow, editable: boolean): TagGroup {
  const { id, key, name, category, exclusive, parentId, ownerDepartmentId, revision } = group;
  const place = { parentId: parentId === null ? null : String(parentId), ownerDepartmentId };
  return { id: String(id), key, name, category, exclusive, ...place, editable, revision };
}
