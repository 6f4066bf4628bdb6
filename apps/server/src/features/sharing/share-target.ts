import type { PoolClient } from 'pg';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import { definitionId } from '../../platform/http/id-params.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';

/** What a share or a request is about: exactly one of the two. */
export interface Target {
  tagId: number | null;
  groupId: number | null;
}

export function targetOf({ tagId, groupId }: { tagId?: string; groupId?: string }): Target {
  return {
    tagId: tagId === undefined ? null : definitionId(tagId),
    groupId: groupId === undefined ? null : definitionId(groupId),
  };
}

/** May lend it: whoever owns it. To be lent the definition is not to own it. Persons' tags are nobody's to lend. */
export const ownsTag = ({ isOrganisation, departments }: CatalogView, tag: LoadedTag): boolean =>
  tag.scope !== 'personal' &&
  (isOrganisation || (tag.ownerDepartmentId !== null && departments.includes(tag.ownerDepartmentId)));

/** Of what is gone by now, only the whole organisation is the owner. */
export function ownsTarget(catalog: CatalogView, { tagId, groupId }: Target): boolean {
  const tag = tagId === null ? undefined : catalog.whole.tags.get(tagId);
  if (tag) return ownsTag(catalog, tag);
  const group = groupId === null ? undefined : catalog.whole.groups.get(groupId);
  return group ? catalog.ownsGroup(group) : catalog.isOrganisation;
}

/** Does the caller know of it at all? */
export const knowsTarget = (catalog: CatalogView, { tagId, groupId }: Target): boolean =>
  tagId === null ? catalog.from('exists').groups.has(groupId as number) : catalog.view.can('exists', tagId);

/**
 * Refuses what the caller does not see, which is answered like what does not exist, and what it sees but may not lend.
 * @returns the department that owns it; null is headquarters.
 */
export function requireTarget(
  catalog: CatalogView,
  target: Target,
  wanted: 'lend' | 'know',
): { ownerDepartmentId: string | null } {
  if (target.tagId !== null) return requireTag(catalog, target.tagId, wanted);
  const group = catalog.from('exists').groups.get(target.groupId as number);
  if (!group) throw groupNotFound(target.groupId as number);
  if (wanted === 'lend' && !catalog.ownsGroup(group)) throw notOwner('groupId');
  return group;
}

function requireTag(
  catalog: CatalogView,
  tagId: number,
  wanted: 'lend' | 'know',
): { ownerDepartmentId: string | null } {
  const tag = catalog.from('exists').tags.get(tagId);
  if (!tag)
    throw new DomainError('tag_not_found', `There is no tag ${tagId}`, {
      path: 'tagId',
      params: { id: String(tagId) },
    });
  if (tag.scope === 'personal')
    throw new DomainError('personal_tag', 'A personal tag belongs to one person and is lent to nobody', {
      path: 'tagId',
      hint: 'Make it a tag of the department first',
    });
  if (wanted === 'lend' && !ownsTag(catalog, tag)) throw notOwner('tagId');
  return tag;
}

const groupNotFound = (id: number) =>
  new DomainError('group_not_found', `There is no tag group ${id}`, { path: 'groupId', params: { id: String(id) } });

const notOwner = (path: string) =>
  new DomainError('not_owner', 'Only the department that owns it may lend it', {
    path,
    hint: 'Ask its owner, who is named in the library',
  });

/** Refuses a department that does not exist. Locked, so that it is not deleted meanwhile. */
export async function requireDepartment(client: PoolClient, id: string): Promise<void> {
  const { rows } = await client.query('SELECT FROM departments WHERE id = $1::bigint FOR KEY SHARE', [id]);
  if (rows.length === 0)
    throw new DomainError('department_not_found', `There is no department ${id}`, {
      path: 'departmentId',
      params: { id },
    });
}

/** Refuses an end that has passed. */
export function requireFutureEnd(until: string | null, now: Date): void {
  if (until !== null && Date.parse(until) <= now.getTime())
    throw new DomainError('expires_in_past', 'The end lies in the past', {
      path: 'until',
      hint: 'Choose a later day, or none',
    });
}
