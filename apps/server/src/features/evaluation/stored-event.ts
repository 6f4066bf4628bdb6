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
 * One evaluation of a customer: with an event at hand; or because a profile or a tag was edited, alone or in a bulk edit; or a review because
 * time passed, or for all rules in a nightly run; or as a part of a run, for its flow alone.
 * Or because an operation on the library moved claims: only rules that read one of the `changed` facts are asked.
 */
export type Step =
  | { cause: 'event'; at: number; event: StoredEvent }
  | { cause: 'edit'; at: number; runId?: string }
  | { cause: 'review'; at: number; runId?: string }
  | { cause: 'run'; at: number; flowId: number; runId: string }
  | { cause: 'move'; at: number; changed: string[] };

/** The run that the step is a part of. */
export const runIdOf = (step: Step): string | null => ('runId' in step ? (step.runId ?? null) : null);
