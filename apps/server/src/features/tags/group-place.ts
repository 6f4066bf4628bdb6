import type { TagCategory } from '@tagloom/contracts';
import type { CatalogView } from '../catalog/catalog-views.js';
import type { LoadedTagGroup } from '../catalog/loaded-catalog.js';
import { groupNotFound, noSuch, notOwner, otherCategory } from './tag-failures.js';
import type { GroupRow } from './tag-groups.repository.js';

/** What is asked of a caller's view of the groups. */
type View = Pick<CatalogView, 'from' | 'ownsGroup'>;
const asLoaded = (group: GroupRow): LoadedTagGroup => group;

/** Hidden groups are not there. One's own always is, also when it was made a moment ago. */
export const seesGroup = (view: View, group: GroupRow | null): group is GroupRow =>
  group !== null && (view.ownsGroup(asLoaded(group)) || view.from('exists').groups.has(group.id));

/** Whoever lends a group lends what is in it, so one puts one's own only into one's own groups and those of headquarters. */
export function requirePlace(
  view: View,
  group: GroupRow | null,
  category: TagCategory,
  path: string,
  id: string,
  categoryPath = path,
): GroupRow {
  if (!seesGroup(view, group)) throw noSuch(path, 'tag group', id);
  if (!view.ownsGroup(asLoaded(group)) && group.ownerDepartmentId !== null)
    throw notOwner(path, 'The group belongs to another department', 'Choose a group of your own, or of headquarters.');
  if (group.category !== category) throw otherCategory(categoryPath, group.category);
  return group;
}

/** To rename, move, order and delete it. */
export function requireOwnGroup(view: View, group: GroupRow | null, id: number): GroupRow {
  if (!seesGroup(view, group)) throw groupNotFound(id);
  if (!view.ownsGroup(asLoaded(group)))
    throw notOwner('id', 'Only the department that owns the group may change it', 'Ask its owner.');
  return group;
}
