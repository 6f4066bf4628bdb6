import type { ClaimSource, ClaimStance, TagKind } from '@tagloom/contracts';

/** One source saying that a tag holds (`assert`) or must not hold (`forbid`) for a customer. Times are epoch milliseconds. */
export interface Claim {
  readonly id?: string | number;
  readonly tagId: number;
  readonly source: ClaimSource;
  /** The flow, person, import, key or suggestion within its source. */
  readonly sourceId: string;
  readonly stance: ClaimStance;
  /** The tag's value; null for flags and forbids. */
  readonly value: unknown;
  /** The higher wins among claims of the same authority. */
  readonly priority: number;
  readonly since: number;
  /** From this moment on it no longer counts; null is never. */
  readonly expiresAt: number | null;
  /** Shown to people; among claims that are equal in all else it goes first. Any claim of a person outranks the other sources. */
  readonly pinned?: boolean;
}

/** What deciding needs to know of a tag. */
export interface TagRule {
  readonly id: number;
  readonly kind: TagKind;
  readonly groupId: number | null;
  /** At most one tag of the group is held. */
  readonly exclusive: boolean;
  /** Order in the group; the smaller wins a tie. */
  readonly position: number;
}

/** A claim counts before the moment it expires, not at it. */
export function isLive(claim: Claim, now: number): boolean {
  return claim.expiresAt === null || claim.expiresAt > now;
}
