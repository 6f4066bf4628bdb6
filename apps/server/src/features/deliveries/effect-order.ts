import type { ActionTrace, EffectActionData } from '@tagloom/contracts';

/** An effect that an evaluation came to. Times are epoch milliseconds. */
export interface EffectOrder {
  customerId: string;
  flowId: number;
  flowVersion: number;
  flowName: string;
  actionNodeId: string;
  slotId: number;
  data: EffectActionData;
  eventSeq: string | null;
  runId: string | null;
  at: number;
  evidence: ActionTrace | null;
  /** `slot:customer:(eventSeq|at)`: the same effect asked for twice happens once. */
  dedupeKey: string;
  /** Of `setField`, which the evaluation does itself: `{ before, after }`. */
  receipt: Record<string, unknown> | null;
}

type OrderOf<K extends EffectActionData['action']> = EffectOrder & { data: Extract<EffectActionData, { action: K }> };

export const isOrderOf =
  <K extends EffectActionData['action']>(action: K) =>
  <T extends EffectOrder>(order: T): order is T & OrderOf<K> =>
    order.data.action === action;

/** An order whose delivery row is written. */
export type WrittenOrder = EffectOrder & { deliveryId: string };
