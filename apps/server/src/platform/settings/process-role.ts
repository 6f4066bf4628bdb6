/** What this process does. The embedded default does both; a larger installation runs many of each. */
export interface ProcessRole {
  /** Answers HTTP. */
  api: boolean;
  /** Takes jobs off the queue. */
  worker: boolean;
}

/** Injection token of the {@link ProcessRole}. */
export const PROCESS_ROLE = Symbol('ProcessRole');
