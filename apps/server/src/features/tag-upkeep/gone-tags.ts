import type { TagRule } from '@tagloom/claims';
import type { ActorContext } from '@tagloom/access';
import type { CatalogView } from '../catalog/catalog-views.js';
import type { LoadedTag, LoadedTagGroup } from '../catalog/loaded-catalog.js';
import type { Runtime } from '../evaluation/runtime.js';
import type { OperationRow } from './tag-operations.repository.js';

type Owned = Pick<LoadedTag, 'scope' | 'ownerDepartmentId' | 'ownerUserId'>;

/**
 * Whose a tag was that the sharing decision knows no more: its owner's and, unless it was personal, the organisation's. What was
 * lent went back to its owner when it was deleted.
 */
export function owned(
  { scope, ownerDepartmentId, ownerUserId }: Owned,
  catalog: CatalogView,
  { actor }: ActorContext,
): boolean {
  if (scope === 'personal') return actor.kind === 'person' && actor.id === ownerUserId;
  if (catalog.isOrganisation) return true;
  return ownerDepartmentId !== null && catalog.departments.includes(ownerDepartmentId);
}

/** Whether the caller may know of an operation and undo it: every tag that it took was the caller's, and what it changed is. */
export function mayUndo(row: OperationRow, catalog: CatalogView, context: ActorContext): boolean {
  const isOwn = row.from_tags.every((tag) => owned(tag, catalog, context));
  const mayChange = row.into_tags.every(({ id }) => !catalog.whole.tags.has(id) || catalog.view.can('edit', id));
  return isOwn && mayChange && (row.group_definition === null || catalog.ownsGroup(row.group_definition));
}

/** The runtime in which tags are back, for the transaction that brings them: no rule that runs mentions them yet. Pure. */
export function withTags(
  runtime: Runtime,
  tags: readonly LoadedTag[],
  groups: readonly Pick<LoadedTagGroup, 'id' | 'exclusive'>[],
): Runtime {
  const groupById = new Map<number, { exclusive: boolean }>([
    ...runtime.loaded.groups,
    ...groups.map((group) => [group.id, group] as const),
  ]);
  const rules = tags.map(({ id, kind, groupId, position }): [number, TagRule] => {
    const exclusive = groupId !== null && (groupById.get(groupId)?.exclusive ?? false);
    return [id, { id, kind, groupId, exclusive, position }];
  });
  return { ...runtime, tagRules: new Map([...runtime.tagRules, ...rules]) };
}
