/** An accepted event as an evaluation reads it. Times are epoch milliseconds. */
export interface StoredEvent {
  seq: string;
  customerId: string;
  typeId: number;
  type: string;
  occurredAt: number;
  receivedAt: number;
  properties: Record<string, unknown>;
}

/**
 * One evaluation of a customer: with an event at hand; or because a profile or a tag was edited; or a review because
 * time passed; or as a part of a run, for its flow alone.
 */
export type Step =
  | { cause: 'event'; at: number; event: StoredEvent }
  | { cause: 'edit'; at: number }
  | { cause: 'review'; at: number }
  | { cause: 'run'; at: number; flowId: number; runId: string };
