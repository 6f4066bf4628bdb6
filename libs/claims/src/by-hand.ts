import { isLive, type Claim } from './claim.js';
import { decide, strongestSides } from './effective-tags.js';

/** What adding a tag by hand does: withdraw these claims, record that one. */
export interface PersonAddition {
  readonly retract: Claim[];
  readonly assert: Claim;
}

/** What removing a tag by hand does: withdraw these claims and, unless null, record that forbid. */
export interface PersonRemoval {
  readonly retract: Claim[];
  readonly forbid: Claim | null;
}

const peoples = (claims: readonly Claim[], tagId: number, stance: Claim['stance'], now: number) =>
  claims.filter(
    (claim) => claim.tagId === tagId && claim.source === 'person' && claim.stance === stance && isLive(claim, now),
  );

/**
 * A person adds a tag: people's forbids on it are withdrawn and the person asserts it, as of `now`. Being the latest
 * of a person's claims, it also wins its exclusive group and settles the value, unless a priority says otherwise.
 */
export function personAddition(
  claims: readonly Claim[],
  addition: { tagId: number; personId: string; value: unknown; priority?: number; expiresAt?: number | null },
  now: number,
): PersonAddition {
  const { tagId, personId, value, priority = 0, expiresAt = null } = addition;
  return {
    retract: peoples(claims, tagId, 'forbid', now),
    assert: { tagId, source: 'person', sourceId: personId, stance: 'assert', value, priority, since: now, expiresAt },
  };
}

/**
 * A person removes a tag: all people's asserts of it are withdrawn. When another source would still make it hold, now
 * or as soon as the tag that beats it in its group leaves, a person's forbid is needed as well. With `expiresAt` (epoch
 * milliseconds) the person says until when the tag is to stay away: then they forbid in any case, in place of earlier forbids.
 */
export function personRemoval(
  claims: readonly Claim[],
  removal: { tagId: number; personId: string; expiresAt?: number | null },
  now: number,
): PersonRemoval {
  const { tagId, personId, expiresAt = null } = removal;
  const asserts = peoples(claims, tagId, 'assert', now);
  const retract = expiresAt === null ? asserts : [...asserts, ...peoples(claims, tagId, 'forbid', now)];
  const rest = claims.filter((claim) => claim.tagId === tagId && !retract.includes(claim));
  const sides = strongestSides(rest, now).get(tagId);
  const isNeeded = expiresAt !== null || (sides !== undefined && decide(sides)?.stance === 'assert');
  const forbid: Claim = {
    tagId,
    source: 'person',
    sourceId: personId,
    stance: 'forbid',
    value: null,
    priority: 0,
    since: now,
    expiresAt,
  };
  return { retract, forbid: isNeeded ? forbid : null };
}
