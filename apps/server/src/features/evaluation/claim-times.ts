import { holdEnd } from './flow-edits.js';
import type { ClaimRecord, Ledger } from './ledger.js';
import type { Runtime, RuntimeFlow } from './runtime.js';
import { noteSlot } from './slot-moves.js';

/** The next moment after `now` at which a claim expires or may be taken back, in epoch milliseconds. */
export function claimReviewAt(
  ledger: Ledger,
  flows: readonly RuntimeFlow[],
  zoneOf: (flow: RuntimeFlow) => string,
  now: number,
): number | null {
  let next = Infinity;
  for (const claim of ledger.all()) {
    if (claim.expiresAt !== null) next = Math.min(next, claim.expiresAt);
    const { slotId } = claim;
    const flow = slotId === null ? undefined : flows.find(({ endings }) => endings.has(slotId));
    const end = flow ? holdEnd(flow, claim, zoneOf(flow)) : null;
    if (end !== null && end > now) next = Math.min(next, end);
  }
  return next === Infinity ? null : next;
}

/**
 * A claim that outlived its condition leaves nothing behind, nor does one that its rule now holds while its condition does: it
 * may come again. A condition that holds, or is spent, goes on to be noted.
 */
export function slotsAfterExpiry(
  held: number[],
  expired: readonly ClaimRecord[],
  { flows, blocked }: Pick<Runtime, 'flows' | 'blocked'>,
): number[] {
  const comesBack = (slotId: number) => (flow: RuntimeFlow) => flow.endings.get(slotId) === 'retract';
  return expired.reduce((slots, { slotId }) => {
    if (slotId === null) return slots;
    const comesAgain = flows.some(comesBack(slotId)) || blocked.some(comesBack(slotId));
    return slots.includes(-slotId) || (comesAgain && slots.includes(slotId)) ? noteSlot(slots, slotId, 'gone') : slots;
  }, held);
}
