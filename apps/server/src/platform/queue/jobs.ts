/** Every job and its payload: ids only, PostgreSQL holds the truth. */
export interface JobPayloads {
  /** Evaluate the undone events of a lane. */
  lane: { lane: number };
  /** Work on a run until it ends. */
  run: { runId: string };
  /** Wake lanes and runs that a lost job left undone, and review the customers whose time has come. */
  sweep: Record<string, never>;
  /** Send the deliveries that are due. */
  deliver: Record<string, never>;
}
export type JobName = keyof JobPayloads;
