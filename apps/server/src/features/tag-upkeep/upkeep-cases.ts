import { chainOf, raisesBetween, type SharedTag } from '@tagloom/access';
import type { SplitTagRequest } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import { caseKey } from '../approvals/case-key.js';
import type { GuardedAct } from '../approvals/four-eyes.js';
import { groupStates, tagStates } from '../catalog/definition-states.js';
import type { LoadedCatalog, LoadedTag } from '../catalog/loaded-catalog.js';
import { readingOf } from './flow-reading.js';
import type { FlowShape } from './flow-shapes.repository.js';
import type { Removal } from './group-removal.js';
import type { MergePair } from './merge-pair.js';

interface Around {
  /** Every flow, as of the transaction. */
  shapes: readonly FlowShape[];
}

/** What a second person agrees to when tags go. Null where it is nobody else's business: one's own tags. */
export async function deletionCase(
  client: PoolClient,
  loaded: LoadedCatalog,
  removal: Removal,
  now: number,
): Promise<GuardedAct | null> {
  const ids = removal.tags.map(({ id }) => id);
  if (removal.groups.length === 0) {
    if (removal.tags.every(isPersonal)) return null;
    return { act: 'deleteTag', key: caseKey('deleteTag', await tagStates(client, ids)) };
  }
  const groups = removal.groups.map(({ id }) => id);
  const key = caseKey('deleteGroup', await groupStates(client, groups), await tagStates(client, ids));
  return { act: 'deleteGroup', key, lends: lendsWhatIsLeft(loaded, removal, now) };
}

export async function mergeCase(
  client: PoolClient,
  { sharing }: LoadedCatalog,
  { from, to, shapes }: MergePair & Around,
  now: number,
): Promise<GuardedAct | null> {
  if (isPersonal(from) && isPersonal(to)) return null;
  const running = runningWith(from.key, shapes);
  return {
    act: 'mergeTags',
    key: caseKey('mergeTags', from.id, to.id, await tagStates(client, [from.id, to.id]), running),
    lends: raisesBetween({ sharing, tag: from }, { sharing, tag: to }, now).length > 0,
    publishes: running.length > 0,
  };
}

export async function splitCase(
  client: PoolClient,
  { sharing }: LoadedCatalog,
  { tag, parts, shapes }: { tag: LoadedTag; parts: SplitTagRequest['parts'] } & Around,
  now: number,
): Promise<GuardedAct | null> {
  if (isPersonal(tag)) return null;
  const running = runningWith(tag.key, shapes);
  const named = parts.map(({ name, key = null, values }) => [name['zh-CN'], name.en ?? null, key, values] as const);
  // a part is in no group and has no shares: what was locked on the tag is open on it
  const part: SharedTag = { ...tag, id: 0, groupId: null };
  return {
    act: 'splitTag',
    key: caseKey('splitTag', await tagStates(client, [tag.id]), named, running),
    lends: raisesBetween({ sharing, tag }, { sharing, tag: part }, now).length > 0,
    publishes: running.length > 0,
  };
}

/** Versions that run and name the tag: they are published anew under other names. */
const runningWith = (key: string, shapes: readonly FlowShape[]): [id: number, version: number | null][] =>
  shapes
    .filter(({ published }) => published !== null && readingOf(published).tags.has(key))
    .map(({ id, version }) => [id, version]);

const isPersonal = ({ scope }: Pick<LoadedTag, 'scope'>): boolean => scope === 'personal';

/** What others have in a group that goes moves one step up, where more may be lent. */
function lendsWhatIsLeft({ sharing }: LoadedCatalog, { groups, tags }: Removal, now: number): boolean {
  const going = new Set(groups.map(({ id }) => id));
  const up = groups[0].parentId;
  const taken = new Set(tags.map(({ id }) => id));
  let parents: ReadonlyMap<number, number | null> = new Map();
  const after = sharing.with(({ groupParents }) => {
    parents = groupParents;
    const moved = [...groupParents].map(
      ([id, parent]) => [id, !going.has(id) && parent !== null && going.has(parent) ? up : parent] as const,
    );
    return { groupParents: new Map(moved) };
  });
  return sharing.tags.some((tag) => {
    if (taken.has(tag.id) || !chainOf(parents, tag.groupId).some((id) => going.has(id))) return false;
    const groupId = tag.groupId !== null && going.has(tag.groupId) ? up : tag.groupId;
    return raisesBetween({ sharing, tag }, { sharing: after, tag: { ...tag, groupId } }, now).length > 0;
  });
}
