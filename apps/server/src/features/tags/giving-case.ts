import { chainOf, raisesBetween, type Raise } from '@tagloom/access';
import type { ClientBase } from 'pg';
import { caseKey } from '../approvals/case-key.js';
import type { GuardedAct } from '../approvals/four-eyes.js';
import { groupStates, tagStates } from '../catalog/definition-states.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { TagRow } from './definition-changes.js';

type Queryable = Pick<ClientBase, 'query'>;
type Whole = Pick<LoadedCatalog, 'sharing'>;

/** A tag for others than had it: another owner, a wider scope, a group that lends it. Null when nobody gets more by the change. */
export async function tagGivingCase(
  client: Queryable,
  { sharing }: Whole,
  former: TagRow,
  next: TagRow,
  now: number,
): Promise<GuardedAct | null> {
  const raises = raisesBetween({ sharing, tag: former }, { sharing, tag: next }, now);
  const isGivenAway = former.scope !== 'personal' && former.ownerDepartmentId !== next.ownerDepartmentId;
  if (raises.length === 0 && !isGivenAway) return null;
  const { scope, ownerDepartmentId, groupId } = next;
  const key = caseKey('giveTag', await tagStates(client, [former.id]), scope, ownerDepartmentId, groupId, told(raises));
  return { act: 'giveTag', key };
}

/** A group below another one, whose shares are of what is in it as well. */
export async function groupGivingCase(
  client: Queryable,
  { sharing }: Whole,
  groupId: number,
  parentId: number | null,
  now: number,
): Promise<GuardedAct | null> {
  let parents: ReadonlyMap<number, number | null> = new Map();
  const after = sharing.with(({ groupParents }) => {
    parents = groupParents;
    return { groupParents: new Map([...groupParents, [groupId, parentId]]) };
  });
  const inside = sharing.tags.filter((tag) => chainOf(parents, tag.groupId).includes(groupId));
  const raises = inside.flatMap((tag) => raisesBetween({ sharing, tag }, { sharing: after, tag }, now));
  if (raises.length === 0) return null;
  const ids = inside.map(({ id }) => id);
  const states = [await groupStates(client, [groupId]), await tagStates(client, ids)] as const;
  return { act: 'giveGroup', key: caseKey('giveGroup', ...states, parentId, told(raises)) };
}

/** Who gets what: when that is another by then, it was not agreed to. */
const told = (raises: readonly Raise[]) =>
  raises.map(({ departmentId, from, to }) => [departmentId, from, to] as const);
