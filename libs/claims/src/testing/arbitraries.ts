import { CLAIM_SOURCES, type ClaimSource } from '@tagloom/contracts';
import fc from 'fast-check';
import type { Claim, TagRule } from '../index.js';

export const NOW = 1_000_000;

export const rule = (
  id: number,
  groupId: number | null = null,
  position = 0,
  exclusive = groupId !== null,
): TagRule => ({
  id,
  kind: 'flag',
  groupId,
  exclusive,
  position,
});
export const rules = (...list: TagRule[]) => new Map(list.map((one) => [one.id, one]));

/** Tags 1–3 in one exclusive group, 4–5 in another, 6 in a group that is not exclusive, 7 in none. */
export const RULES = rules(
  rule(1, 10, 2),
  rule(2, 10, 1),
  rule(3, 10, 1),
  rule(4, 20, 1),
  rule(5, 20, 2),
  rule(6, 30, 0, false),
  rule(7),
);

export const claim = (tagId: number, source: ClaimSource, rest: Partial<Claim> = {}): Claim => ({
  tagId,
  source,
  sourceId: '1',
  stance: 'assert',
  value: null,
  priority: 0,
  since: 0,
  expiresAt: null,
  ...rest,
});

/** Few values for each part, so that ties of every kind are common. Tag 9 has no rule. */
export const claimArbitrary: fc.Arbitrary<Claim> = fc.record({
  tagId: fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 9),
  source: fc.constantFrom(...CLAIM_SOURCES),
  sourceId: fc.constantFrom('1', '2', '10'),
  stance: fc.constantFrom('assert', 'assert', 'forbid'),
  value: fc.constantFrom(null, 'a', 'b', 3),
  priority: fc.integer({ min: -1, max: 2 }),
  since: fc.integer({ min: 0, max: 2 }),
  expiresAt: fc.constantFrom(null, null, null, NOW - 1, NOW, NOW + 1),
  pinned: fc.boolean(),
});
export const claimsArbitrary = fc.array(claimArbitrary, { maxLength: 20 });
