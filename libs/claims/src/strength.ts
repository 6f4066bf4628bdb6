import { CLAIM_SOURCES } from '@tagloom/contracts';
import type { Claim } from './claim.js';

const authority = (claim: Claim) => (claim.source === 'person' ? 1 : 0);
const byNumber = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);
const byText = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);

/** Authority, then priority: what decides between an assert and a forbid. Positive when `a` outranks `b`. */
export function compareRank(a: Claim, b: Claim): number {
  return authority(a) - authority(b) || a.priority - b.priority;
}

/** Rank, then the later claim: what decides between the tags of an exclusive group, before their positions do. */
export function compareStrength(a: Claim, b: Claim): number {
  return compareRank(a, b) || a.since - b.since;
}

/**
 * A total order, so that the deciding claim depends on the set of claims and not on their order: strength, then
 * source in the order of CLAIM_SOURCES, then the smaller source id, id and value, then the one that lasts longer and
 * the pinned one. Claims that tie in all of it are the same claim.
 */
export function compareClaims(a: Claim, b: Claim): number {
  return (
    compareStrength(a, b) ||
    CLAIM_SOURCES.indexOf(b.source) - CLAIM_SOURCES.indexOf(a.source) ||
    byText(b.sourceId, a.sourceId) ||
    byText(String(b.id ?? ''), String(a.id ?? '')) ||
    byText(JSON.stringify(b.value ?? null), JSON.stringify(a.value ?? null)) ||
    byNumber(a.expiresAt ?? Infinity, b.expiresAt ?? Infinity) ||
    byNumber(Number(a.pinned ?? false), Number(b.pinned ?? false))
  );
}
