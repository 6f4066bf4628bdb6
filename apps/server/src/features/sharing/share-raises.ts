import {
  chainOf,
  rankOf,
  raisesBetween,
  type LiveShare,
  type Raise,
  type Sharing,
  type SharedTag,
} from '@tagloom/access';
import type { Share, ShareLevel } from '@tagloom/contracts';
import type { ClientBase } from 'pg';
import { caseKey } from '../approvals/case-key.js';
import { groupStates, tagStates } from '../catalog/definition-states.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { Target } from './share-target.js';
import type { ShareRow } from './shares.repository.js';

export type ShareTerms = Target & { departmentId: string } & Pick<Share, 'level' | 'purpose' | 'until'>;
type Whole = Pick<LoadedCatalog, 'sharing' | 'groups'>;

/** Does anybody but the owner get more by it than they have, now or later? A lower level in the place of a higher one lends nothing. */
export function lendsMore({ sharing, groups }: Whole, terms: ShareTerms, now: number): boolean {
  const { tagId, groupId, departmentId, level, until } = terms;
  const share: LiveShare = {
    ...{ id: 'new', tagId, groupId, departmentId, level },
    until: until === null ? null : Date.parse(until),
  };
  const after = sharing.with(({ shares }) => ({
    shares: [...shares.filter((one) => !isSameTarget(one, terms)), share],
  }));
  return raises({ sharing, groups }, after, terms, now).length > 0;
}

/** The most that a department gets when the share is gone, if that is more than before. */
export function levelWithout({ sharing, groups }: Whole, row: ShareRow, now: number): ShareLevel | null {
  const target = { tagId: row.tag_id, groupId: row.group_id, departmentId: row.department_id };
  const after = sharing.with(({ shares }) => ({ shares: shares.filter(({ id }) => id !== row.id) }));
  const levels = raises({ sharing, groups }, after, target, now).map(({ to }) => to);
  return levels.reduce<ShareLevel | null>(
    (most, level) => (most && rankOf(most) >= rankOf(level) ? most : level),
    null,
  );
}

/** Of exactly these terms, on what is there now: with a group go the tags that were in it when it was agreed to. */
export async function shareKey(client: Pick<ClientBase, 'query'>, whole: Whole, terms: ShareTerms): Promise<string> {
  const ids = tagsOf(whole, terms).map(({ id }) => id);
  const { groupId, departmentId, level, purpose, until } = terms;
  const group = groupId === null ? [] : await groupStates(client, [groupId]);
  const end = until === null ? null : Date.parse(until);
  return caseKey('share', group, await tagStates(client, ids), departmentId, level, purpose, end);
}

const isSameTarget = (one: Target & { departmentId: string }, other: Target & { departmentId: string }): boolean =>
  one.tagId === other.tagId && one.groupId === other.groupId && one.departmentId === other.departmentId;

function tagsOf({ sharing, groups }: Whole, { tagId, groupId }: Target): readonly SharedTag[] {
  if (groupId === null) return sharing.tags.filter(({ id }) => id === tagId);
  const parents = new Map([...groups.values()].map(({ id, parentId }) => [id, parentId]));
  return sharing.tags.filter((tag) => chainOf(parents, tag.groupId).includes(groupId));
}

/** What is put into a group later is lent as well. */
function tagsLent(whole: Whole, target: Target): readonly SharedTag[] {
  const group = target.groupId === null ? undefined : whole.groups.get(target.groupId);
  if (!group) return tagsOf(whole, target);
  const { id: groupId, ownerDepartmentId } = group;
  const later: SharedTag = { id: 0, scope: 'department', ownerDepartmentId, ownerUserId: null, groupId };
  return [...tagsOf(whole, target), later];
}

const raises = (whole: Whole, after: Sharing, target: Target, now: number): Raise[] =>
  tagsLent(whole, target).flatMap((tag) =>
    raisesBetween({ sharing: whole.sharing, tag }, { sharing: after, tag }, now),
  );
