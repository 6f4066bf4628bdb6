import type { ActorContext } from '@tagloom/access';
import type { UpdateTagRequest } from '@tagloom/contracts';
import { definitionId } from '../../platform/http/id-params.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import { levelTooLow } from '../catalog/level-too-low.js';
import type { TagRow } from './definition-changes.js';
import { tagNotFound } from './tag-failures.js';

type Written = Omit<UpdateTagRequest, 'revision' | 'note'>;

/** A tag that the caller does not see is answered as one that is not there. */
export function requireEditable({ from, view }: CatalogView, id: number): void {
  const tag = from('exists').tags.get(id);
  if (!tag) throw tagNotFound(id);
  if (!view.can('edit', id)) throw levelTooLow(view, id, tag.key, 'edit', 'id');
}

/** The tag as it would be. Pure. */
export function nextOf(former: TagRow, { groupId, ...written }: Written, context: ActorContext): TagRow {
  const next = { ...former, ...given(written) };
  if (groupId !== undefined) next.groupId = groupId === null ? null : definitionId(groupId);
  if (next.scope !== 'personal' && former.scope === 'personal') leavePerson(next, context, written);
  return next;
}

/** What was one person's becomes the department's in which they act, when they say no other. */
function leavePerson(tag: TagRow, { departmentId }: ActorContext, { ownerDepartmentId }: Written): void {
  tag.ownerUserId = null;
  if (ownerDepartmentId === undefined) tag.ownerDepartmentId = departmentId;
}

/** Without what is undefined, which would erase what it is spread over. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
