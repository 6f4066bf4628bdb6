import { isLive, type Claim, type TagRule } from './claim.js';
import { compareClaims, compareRank, compareStrength } from './strength.js';

/** What all claims on one tag amount to. */
export interface EffectiveTag {
  readonly tagId: number;
  /** `held`: it holds. `beaten`: another tag of its exclusive group won. `forbidden`: a forbid is at least as strong as every assert. */
  readonly state: 'held' | 'beaten' | 'forbidden';
  /** The claim that made it so; of a beaten tag, its own strongest assert. */
  readonly deciding: Claim;
  /** The deciding claim's value; null when forbidden. */
  readonly value: unknown;
  readonly beatenBy: number | null;
}

/** By tag id, ascending; only tags that a live claim mentions. */
export type EffectiveTags = ReadonlyMap<number, EffectiveTag>;

/** The strongest live assert and forbid of one tag. */
interface Sides {
  assert: Claim | undefined;
  forbid: Claim | undefined;
}

/** The claim that decides a single tag, leaving groups aside. A tie between an assert and a forbid goes to the forbid. */
export function decide({ assert, forbid }: Sides): Claim | undefined {
  if (!assert || !forbid) return assert ?? forbid;
  return compareRank(assert, forbid) > 0 ? assert : forbid;
}

/** The strongest of each stance per tag. */
export function strongestSides(claims: Iterable<Claim>, now: number): Map<number, Sides> {
  const sides = new Map<number, Sides>();
  for (const claim of claims) {
    if (!isLive(claim, now)) continue;
    let side = sides.get(claim.tagId);
    if (!side) sides.set(claim.tagId, (side = { assert: undefined, forbid: undefined }));
    const rival = side[claim.stance];
    if (!rival || compareClaims(claim, rival) > 0) side[claim.stance] = claim;
  }
  return sides;
}

interface Candidate {
  readonly rule: TagRule;
  readonly claim: Claim;
}

/** In an exclusive group: strength, then the smaller position, then the smaller id. */
function compareCandidates(a: Candidate, b: Candidate): number {
  return compareStrength(a.claim, b.claim) || b.rule.position - a.rule.position || b.rule.id - a.rule.id;
}

/**
 * The effective tags of one customer: a pure function of the set of claims.
 *
 * A person's claim outranks every other source; within one authority the higher priority wins; between an assert and
 * a forbid of equal rank the forbid wins. Of the tags of an exclusive group that would hold, one is held: that with
 * the strongest deciding claim (authority, priority, latest `since`; one evaluation writes equal ones, so then the
 * tag's position decides, then its id). Expired claims, and claims on tags without a rule (deleted), count for nothing.
 *
 * @param now epoch milliseconds of the evaluation
 */
export function effectiveTags(
  claims: Iterable<Claim>,
  tagRules: ReadonlyMap<number, TagRule>,
  now: number,
): EffectiveTags {
  const deciding: Candidate[] = [];
  const winners = new Map<number, Candidate>();
  for (const [tagId, sides] of strongestSides(claims, now)) {
    const rule = tagRules.get(tagId);
    const claim = decide(sides);
    if (!rule || !claim) continue;
    const candidate = { rule, claim };
    deciding.push(candidate);
    if (claim.stance === 'forbid' || !rule.exclusive || rule.groupId === null) continue;
    const rival = winners.get(rule.groupId);
    if (!rival || compareCandidates(candidate, rival) > 0) winners.set(rule.groupId, candidate);
  }
  deciding.sort((a, b) => a.rule.id - b.rule.id);

  const effective = new Map<number, EffectiveTag>();
  for (const { rule, claim } of deciding) {
    const tagId = rule.id;
    if (claim.stance === 'forbid') {
      effective.set(tagId, { tagId, state: 'forbidden', deciding: claim, value: null, beatenBy: null });
      continue;
    }
    const winner = rule.exclusive && rule.groupId !== null ? winners.get(rule.groupId)?.rule.id : undefined;
    const beatenBy = winner === undefined || winner === tagId ? null : winner;
    const state = beatenBy === null ? 'held' : 'beaten';
    effective.set(tagId, { tagId, state, deciding: claim, value: claim.value ?? null, beatenBy });
  }
  return effective;
}

/** The ids of the held tags, ascending: what the customer's row keeps. */
export function heldTagIds(effective: EffectiveTags): number[] {
  const ids: number[] = [];
  for (const tag of effective.values()) if (tag.state === 'held') ids.push(tag.tagId);
  return ids;
}
