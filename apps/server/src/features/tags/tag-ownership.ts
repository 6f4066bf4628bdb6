import type { ActorContext } from '@tagloom/access';
import { TAG_SCOPES, type TagScopeKind } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { CatalogView } from '../catalog/catalog-views.js';
import type { Definition } from './definition-changes.js';
import { notOwner } from './tag-failures.js';
import type { KeyOwner } from './tag-keys.js';

/** From the widest on. */
const WIDTH: Record<TagScopeKind, number> = { enterprise: 2, department: 1, personal: 0 };

/** Who makes a tag owns it, in the department that they act in when no other is said. */
export function ownershipOf(
  { actor, departmentId }: ActorContext,
  { scope, ownerDepartmentId }: { scope?: TagScopeKind | undefined; ownerDepartmentId?: string | null | undefined },
): KeyOwner {
  const own = scope ?? (departmentId === null && (ownerDepartmentId ?? null) === null ? TAG_SCOPES[0] : 'department');
  if (own === 'personal' && actor.kind !== 'person')
    throw new DomainError('person_required', 'A personal tag belongs to a person, and an API key is none', {
      path: 'scope',
    });
  return {
    scope: own,
    ownerDepartmentId: ownerDepartmentId === undefined ? departmentId : ownerDepartmentId,
    ownerUserId: own === 'personal' ? actor.id : null,
  };
}

/** May widen the scope and give it away: the whole organisation, the department that owns it, the person whose own it is. */
export function isOwner(
  { isOrganisation, departments }: Pick<CatalogView, 'isOrganisation' | 'departments'>,
  { actor }: ActorContext,
  { scope, ownerDepartmentId, ownerUserId }: Pick<Definition, 'scope' | 'ownerDepartmentId' | 'ownerUserId'>,
): boolean {
  if (scope === 'personal') return actor.kind === 'person' && actor.id === ownerUserId;
  return isOrganisation || (ownerDepartmentId !== null && departments.includes(ownerDepartmentId));
}

/** A department gives away within its own chain, so that it never loses sight of what it gave. */
export function requireKnownOwner(
  { whole, isOrganisation, departments }: Pick<CatalogView, 'whole' | 'isOrganisation' | 'departments'>,
  ownerDepartmentId: string | null,
): void {
  if (ownerDepartmentId !== null && !whole.departmentParents.has(ownerDepartmentId))
    throw new DomainError('department_not_found', `There is no department ${ownerDepartmentId}`, {
      path: 'ownerDepartmentId',
      params: { id: ownerDepartmentId },
    });
  if (isOrganisation || (ownerDepartmentId !== null && departments.includes(ownerDepartmentId))) return;
  throw notOwner(
    'ownerDepartmentId',
    'A department keeps its tags, or gives them to one above it',
    'Ask somebody who acts for the whole organisation.',
  );
}

/** Wider only: what others use of it would break, and shares can lower what each department has. */
export function requireWider(from: TagScopeKind, to: TagScopeKind): void {
  if (WIDTH[to] >= WIDTH[from]) return;
  throw new DomainError('validation_failed', `scope: a tag of the ${from} cannot become ${to}`, {
    path: 'scope',
    hint: 'Lend departments less of it instead.',
  });
}

export const onlyOwner = (path: 'scope' | 'ownerDepartmentId') =>
  notOwner(
    path,
    'Only the owner of the tag may change this',
    'Ask the department that owns it, which the library names.',
  );
