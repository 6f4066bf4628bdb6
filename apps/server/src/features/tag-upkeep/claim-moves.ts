import type { TagKind } from '@tagloom/contracts';
import type { ClaimEdit, ClaimRecord } from '../evaluation/ledger.js';

/** What an operation takes from one customer, and what it gives instead. */
export interface ClaimMoves {
  taken: ClaimRecord[];
  given: ClaimRecord[];
}

/** The slot of the flow that stands for what a moved claim says: null where there is none. */
export type SlotOf = (slotId: number | null) => number | null;

/** After slots have gone over: under their own number, or to the one that means the same. Pure. */
export const slotAfter =
  ({ moved, joined }: { moved: ReadonlySet<number>; joined: ReadonlyMap<number, number> }): SlotOf =>
  (slotId) =>
    slotId === null ? null : (joined.get(slotId) ?? (moved.has(slotId) ? slotId : null));

type SlotOfSource = Pick<ClaimRecord, 'tagId' | 'source' | 'sourceId' | 'stance'>;
const sameSlot = (a: SlotOfSource, b: SlotOfSource): boolean =>
  a.tagId === b.tagId && a.source === b.source && a.sourceId === b.sourceId && a.stance === b.stance;

/** Everything that is claimed of these tags. Pure, as all of this file. */
export function takeAll(claims: readonly ClaimRecord[], tagIds: ReadonlySet<number>): ClaimMoves {
  return { taken: claims.filter(({ tagId }) => tagIds.has(tagId)), given: [] };
}

/**
 * The claims on one tag become claims on another: same source, same times. Who claims both already keeps what they say of the
 * other; lists of values are joined. A forbid goes along only where nobody asserts the other tag: «not that» of two names for one
 * thing must not take away what somebody gave by the other name.
 */
export function mergeInto(
  claims: readonly ClaimRecord[],
  from: number,
  into: { id: number; kind: TagKind },
  slotOf: SlotOf = () => null,
): ClaimMoves {
  const taken = claims.filter(({ tagId }) => tagId === from);
  const isAsserted = claims.some(({ tagId, stance }) => tagId === into.id && stance === 'assert');
  const given: ClaimRecord[] = [];
  for (const claim of [...taken]) {
    if (claim.stance === 'forbid' && isAsserted) continue;
    const moved: ClaimRecord = { ...claim, id: undefined, tagId: into.id, slotId: slotOf(claim.slotId) };
    const own = claims.find((other) => sameSlot(other, moved));
    if (!own) given.push(moved);
    else if (into.kind === 'many_of' && claim.stance === 'assert') {
      const joined = [...new Set([...list(own.value), ...list(claim.value)])];
      if (joined.length === list(own.value).length) continue;
      taken.push(own);
      given.push({ ...own, id: undefined, value: joined });
    }
  }
  return { taken, given };
}

/** Some values of a tag, and the tag that says the same by itself. */
export interface SplitPart {
  tagId: number;
  /** A tag for a single value is a flag, and has none itself. */
  isFlag: boolean;
  values: readonly string[];
}

/** What is said with one of the values is said with the tag made for it; the rest, and every forbid, stays. */
export function splitBy(
  claims: readonly ClaimRecord[],
  from: number,
  parts: readonly SplitPart[],
  slotOf: SlotOf = () => null,
): ClaimMoves {
  const taken: ClaimRecord[] = [];
  const given: ClaimRecord[] = [];
  for (const claim of claims) {
    if (claim.tagId !== from || claim.stance !== 'assert') continue;
    const isList = Array.isArray(claim.value);
    const values = isList ? list(claim.value) : [claim.value];
    const moved = parts.flatMap(({ tagId, isFlag, values: own }): ClaimRecord[] => {
      const some = values.filter((value) => typeof value === 'string' && own.includes(value));
      if (some.length === 0) return [];
      const slotId = slotOf(claim.slotId);
      return [{ ...claim, id: undefined, tagId, slotId, value: isFlag ? null : isList ? some : some[0] }];
    });
    if (moved.length === 0) continue;
    const rest = values.filter((value) => !parts.some(({ values: own }) => own.includes(String(value))));
    taken.push(claim);
    given.push(...moved, ...(rest.length > 0 ? [{ ...claim, id: undefined, value: rest }] : []));
  }
  return { taken, given };
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The edits that make the moves. */
export function editsOf({ taken, given }: ClaimMoves): ClaimEdit[] {
  return [
    ...taken.map((claim): ClaimEdit => ({ op: 'withdraw', claim, evidence: null })),
    ...given.map((claim): ClaimEdit => ({ op: 'add', claim: { ...claim, id: undefined }, evidence: null })),
  ];
}

/**
 * What gives back what was taken. What the operation gave goes, unless it is another claim by now: then somebody has changed it
 * since, and that stays. A taken claim comes back unless its source has made another one since, or `mayReturn` says no.
 */
export function movesBack(
  claims: readonly ClaimRecord[],
  { taken, given }: ClaimMoves,
  mayReturn: (claim: ClaimRecord) => boolean,
): ClaimMoves {
  const leaving = claims.filter((claim) => given.some((gift) => sameSlot(gift, claim) && isUntouched(gift, claim)));
  const staying = claims.filter((claim) => !leaving.includes(claim));
  const back = taken.filter((claim) => mayReturn(claim) && !staying.some((other) => sameSlot(other, claim)));
  return { taken: leaving, given: back };
}

function isUntouched(gift: ClaimRecord, claim: ClaimRecord): boolean {
  // times pass through the database, which keeps microseconds
  return (
    Math.abs(gift.since - claim.since) < 0.01 &&
    JSON.stringify(gift.value ?? null) === JSON.stringify(claim.value ?? null) &&
    (gift.expiresAt === null) === (claim.expiresAt === null) &&
    gift.reason === claim.reason &&
    gift.priority === claim.priority
  );
}
