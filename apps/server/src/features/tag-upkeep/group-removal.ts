import { DomainError } from '../../platform/errors/domain-error.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import { levelTooLow } from '../catalog/level-too-low.js';
import type { LoadedTag, LoadedTagGroup } from '../catalog/loaded-catalog.js';
import type { KeptRow } from './kept-rows.repository.js';

/** What goes with a group, and what others have in it and stays, one step up. */
export interface Removal {
  groups: readonly LoadedTagGroup[];
  tags: readonly LoadedTag[];
  left: readonly KeptRow[];
}

/**
 * The group with the caller's groups below it and the tags in them. Tags and groups of others, of which the caller may not even
 * learn, move up; a tag that the caller sees and may not delete stops it. Pure.
 */
export function groupToRemove(catalog: CatalogView, id: number): Removal {
  const { groups: all, tags: allTags } = catalog.whole;
  const root = catalog.from('exists').groups.get(id);
  if (!root) throw new DomainError('group_not_found', `There is no tag group ${id}.`, { path: 'id' });
  if (!catalog.ownsGroup(root))
    throw new DomainError('not_owner', 'The group belongs to another department', {
      path: 'id',
      hint: 'Ask the department that owns it',
    });
  const groups = [root];
  // grows while it is walked; a group that is there already ends a ring
  for (const { id: parent } of groups)
    for (const group of all.values())
      if (group.parentId === parent && catalog.ownsGroup(group) && !groups.includes(group)) groups.push(group);
  const going = new Set(groups.map((group) => group.id));
  const inside = [...allTags.values()].filter(({ groupId }) => groupId !== null && going.has(groupId));
  const tags = inside.filter((tag) => isKnown(catalog, tag));
  const kept = tags.find((tag) => !catalog.view.can('edit', tag.id));
  if (kept) throw levelTooLow(catalog.view, kept.id, kept.key, 'edit', 'id');
  const up = root.parentId;
  return {
    groups,
    tags,
    left: [
      ...inside.filter((tag) => !tags.includes(tag)).map((tag) => moved('tags', 'group_id', tag.id, tag.groupId, up)),
      ...[...all.values()]
        .filter((group) => group.parentId !== null && going.has(group.parentId) && !going.has(group.id))
        .map((group) => moved('tag_groups', 'parent_id', group.id, group.parentId, up)),
    ],
  };
}

/** Of others' personal tags even the organisation learns no more than that there are some. */
const isKnown = ({ view }: CatalogView, { id, scope }: LoadedTag): boolean =>
  view.can('exists', id) && (scope !== 'personal' || view.can('edit', id));

const moved = (table: string, column: string, id: number, from: number | null, to: number | null): KeptRow => ({
  table,
  before: { id, [column]: from },
  after: { id, [column]: to },
});
