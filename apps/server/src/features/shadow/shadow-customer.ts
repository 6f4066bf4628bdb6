import type { ActionTrace } from '@tagloom/contracts';
import { CustomerEvaluation } from '../evaluation/customer-evaluation.js';
import type { CustomerResult, CustomerRow } from '../evaluation/customer-state.js';
import type { ObservedCustomer } from '../evaluation/evaluation-observers.js';
import { Ledger, type ClaimRecord } from '../evaluation/ledger.js';
import { wakes } from '../evaluation/wake.js';
import type { ShadowRuntime } from './shadow-runtime.js';

/** What a shadow knows of a customer. */
export interface ShadowState {
  held: number[];
  /** Epoch milliseconds, as `nextReviewAt`. */
  claimReviewAt: number | null;
  nextReviewAt: number | null;
  /** What it would claim by now. */
  claims: ClaimRecord[];
}

/** What an evaluation made of it. */
export interface ShadowAnswer {
  customerId: string;
  state: ShadowState;
  /** What the customer had of the flow in truth, when the shadow has just met them. */
  initially: readonly ClaimRecord[] | null;
  /** Slots of claims that moved, with the reason. */
  moved: ReadonlyMap<number, ActionTrace | null>;
  /** Slots of effects that would have happened, with the reason. */
  fired: readonly { slotId: number; evidence: ActionTrace | null }[];
  isStateChanged: boolean;
}

/** Whether the steps concern the shadow at all, or, before it has met the customer, the live version, whose claims it takes over. Pure. */
export function isConcerned(
  shadow: ShadowRuntime,
  { row, steps }: ObservedCustomer,
  state: ShadowState | null,
): boolean {
  const flows = !state && shadow.live ? [...shadow.runtime.flows, shadow.live] : shadow.runtime.flows;
  return steps.some((step) => {
    if (state && state.claimReviewAt !== null && state.claimReviewAt <= step.at) return true;
    return flows.some((flow) => wakes(flow, step, row));
  });
}

/** Whether the customer's claims must be known: what others claim counts where tags are read, what the flow claims at first sight. */
export function needsClaims(shadow: ShadowRuntime, { row }: ObservedCustomer, state: ShadowState | null): boolean {
  if (state) return shadow.readsTags;
  return shadow.readsTags || row.held.some((entry) => shadow.slotOf.has(Math.abs(entry)));
}

/**
 * Takes a customer through the steps as production would with the flow published, its own claims in the place of the live
 * version's. `claims`: all that live, where they matter.
 */
export async function evaluateShadow(
  shadow: ShadowRuntime,
  { row, steps }: ObservedCustomer,
  claims: readonly ClaimRecord[],
  known: ShadowState | null,
): Promise<ShadowAnswer> {
  const before = known ?? firstState(shadow, row, claims);
  const others = shadow.readsTags ? claims.filter((claim) => !isOf(shadow, claim)) : [];
  const ledger = new Ledger(row.id, shadow.runtime, [...others, ...before.claims]);
  const own = shadowRow(shadow, row, before, ledger);
  const answer = { customerId: row.id, initially: known ? null : before.claims };
  const same = new CustomerEvaluation(shadow.runtime, own).probe(steps);
  if (same) {
    const state = { ...before, nextReviewAt: ownReview(same) };
    const isStateChanged = !known || state.nextReviewAt !== before.nextReviewAt;
    return { ...answer, state, moved: new Map(), fired: [], isStateChanged };
  }
  const evaluation = new CustomerEvaluation(shadow.runtime, own);
  const result = await evaluation.run(steps, ledger);
  const [disagreement] = evaluation.disagreements.filter(({ flowId }) => flowId === shadow.flowId);
  if (disagreement)
    throw new Error(`the compiled plan and json-rules-engine disagree: ${JSON.stringify(disagreement)}`);
  return {
    ...answer,
    state: {
      held: result.held.filter((entry) => shadow.slots.has(Math.abs(entry))),
      claimReviewAt: result.claimReviewAt,
      nextReviewAt: ownReview(result),
      claims: ledger.all().filter((claim) => isOf(shadow, claim)),
    },
    moved: movedSlots(shadow, before.claims, ledger),
    fired: evaluation.orders
      .filter(({ flowId }) => flowId === shadow.flowId)
      .map(({ slotId, evidence }) => ({ slotId, evidence })),
    isStateChanged: true,
  };
}

const isOf = ({ flowId }: ShadowRuntime, { source, sourceId }: ClaimRecord): boolean =>
  source === 'flow' && sourceId === String(flowId);

/** As publishing would find the customer: what the live version gave is there, in the shadow's own slots. */
function firstState(shadow: ShadowRuntime, row: CustomerRow, stored: readonly ClaimRecord[]): ShadowState {
  const claims = stored.flatMap((claim): ClaimRecord[] => {
    const slotId = isOf(shadow, claim) && claim.slotId !== null ? shadow.slotOf.get(claim.slotId) : undefined;
    return slotId === undefined ? [] : [{ ...claim, slotId }];
  });
  const lives = (slotId: number) => claims.some((claim) => claim.slotId === slotId);
  const held = row.held.flatMap((entry) => {
    const slotId = shadow.slotOf.get(Math.abs(entry));
    if (slotId === undefined) return [];
    if (shadow.isOther && shadow.freed.has(slotId) && !lives(slotId)) return [];
    return [Math.sign(entry) * slotId];
  });
  // When a claim of it ends is found out at once.
  return { held, claimReviewAt: claims.length > 0 ? 0 : null, nextReviewAt: null, claims };
}

function shadowRow(shadow: ShadowRuntime, row: CustomerRow, state: ShadowState, ledger: Ledger): CustomerRow {
  const held = row.held.filter((entry) => !shadow.slotOf.has(Math.abs(entry)));
  return {
    ...row,
    // What has expired by now is taken out by the steps, so that rules hear of it.
    ...(shadow.readsTags && ledger.summary(-Infinity)),
    held: [...held, ...state.held].sort((a, b) => a - b),
    claimReviewAt: earlier(state.claimReviewAt, shadow.readsTags ? row.claimReviewAt : null),
  };
}

/** Customers whose metrics roll are met again by production's own review. */
const ownReview = ({ nextReviewAt, nextRollAt }: CustomerResult): number | null =>
  nextReviewAt === nextRollAt ? null : nextReviewAt;

function movedSlots(
  shadow: ShadowRuntime,
  before: readonly ClaimRecord[],
  ledger: Ledger,
): Map<number, ActionTrace | null> {
  const moved = new Map<number, ActionTrace | null>();
  const after = ledger.all().filter((claim) => isOf(shadow, claim));
  for (const claim of [
    ...before.filter((one) => !after.includes(one)),
    ...after.filter((one) => !before.includes(one)),
  ])
    moved.set(claim.slotId as number, reasonOf(claim, ledger));
  return moved;
}

/** The last change of the tag that says why. */
function reasonOf({ tagId, sourceId }: ClaimRecord, ledger: Ledger): ActionTrace | null {
  return (
    ledger.changes.findLast(
      (change) => change.tagId === tagId && String(change.flowId) === sourceId && change.evidence !== null,
    )?.evidence ?? null
  );
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || (b !== null && b < a) ? b : a;
}
