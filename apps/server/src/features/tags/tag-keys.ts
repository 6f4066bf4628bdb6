import type { ActorContext } from '@tagloom/access';
import type { TagScopeKind } from '@tagloom/contracts';

const LONGEST = 60;
/** Begins like a key in somebody's namespace. */
const NAMESPACED = /^([du]\d+)_/;

/** Of whom a tag or a group will be. */
export interface KeyOwner {
  scope: TagScopeKind;
  ownerDepartmentId: string | null;
  ownerUserId: string | null;
}

/**
 * The namespace of keys, so that a taken key never tells of a tag that one does not see: what a department makes begins with
 * its own `d<id>_`, what belongs to a person with `u<id>_`, and what headquarters makes with neither, as it sees everything.
 */
export function namespaceOf({ departmentId }: Pick<ActorContext, 'departmentId'>, owner: KeyOwner): string {
  if (owner.scope === 'personal' && owner.ownerUserId !== null) return `u${owner.ownerUserId}_`;
  const department = departmentId ?? owner.ownerDepartmentId;
  return department === null ? '' : `d${department}_`;
}

/** The namespace in which a caller makes what no scope was said for. */
export const ownNamespace = (context: Pick<ActorContext, 'departmentId'>): string =>
  namespaceOf(context, { scope: 'department', ownerDepartmentId: null, ownerUserId: null });

/** The key as it stands in the namespace; one that stands there already stays. What looks like another namespace becomes part of the name. */
export function keyIn(namespace: string, key: string): string {
  if (namespace !== '' && key.startsWith(namespace) && key.length > namespace.length) return key;
  let stem = key;
  while (NAMESPACED.test(stem)) stem = stem.replace(NAMESPACED, '$1');
  return `${namespace}${stem}`.slice(0, LONGEST);
}

/** The key, or the first with a number that is free. */
export function freeKey(key: string, isTaken: (key: string) => boolean): string {
  let free = key;
  for (let number = 2; isTaken(free); number++) free = `${key.slice(0, LONGEST - String(number).length - 1)}_${number}`;
  return free;
}
