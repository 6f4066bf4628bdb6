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
 * time passed, or for all rules in a nightly run; or as a part of a run, for its flow alone.
 */
export type Step =
  | { cause: 'event'; at: number; event: StoredEvent }
  | { cause: 'edit'; at: number }
  | { cause: 'review'; at: number; runId?: string }
  | { cause: 'run'; at: number; flowId: number; runId: string };

/** The run that the step is a part of. */
export const runIdOf = (step: Step): string | null => ('runId' in step ? (step.runId ?? null) : null);
