import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import type { RunProgressRepository, RunRow } from './runs.repository.js';

/** Works through a run. True when all was done; false when it has ended otherwise, or another process is at it. */
export type RunHandler = (run: RunRow, progress: RunProgress) => Promise<boolean>;

/** The progress of one run, for its handler. */
export class RunProgress {
  constructor(
    private readonly repository: RunProgressRepository,
    private readonly runId: string,
  ) {}

  /** Locks the run for one batch. Where it is, or null when it has ended, or was to end and has now. */
  async lock(client: ClientBase): Promise<string | null> {
    return (await this.repository.lock(client, this.runId))?.cursor ?? null;
  }

  /** Ends the run early; the error is kept with it. */
  fail(client: ClientBase, error: string): Promise<void> {
    return this.repository.finish(client, this.runId, 'failed', error);
  }

  /** Back to the start, for work that leaves nothing behind before it is done. False when the run has ended. */
  restart(client: ClientBase): Promise<boolean> {
    return this.repository.restart(client, this.runId);
  }

  /** False when the run has ended, or was to end and has now. */
  async advance(client: ClientBase, upTo: string, customers: number, changed: number): Promise<boolean> {
    if (await this.repository.advance(client, this.runId, upTo, customers, changed)) return true;
    await this.isGoingOn(client);
    return false;
  }

  /** False when the run has ended, or was to end and has now. */
  async isGoingOn(client: ClientBase): Promise<boolean> {
    return (await this.repository.read(client, this.runId)) !== null;
  }
}

/** Kinds of runs that other features bring along. */
@Injectable()
export class RunHandlers {
  private readonly handlers = new Map<RunRow['kind'], RunHandler>();

  register(kind: RunRow['kind'], handler: RunHandler): void {
    if (this.handlers.has(kind)) throw new Error(`two handlers for runs of the kind ${kind}`);
    this.handlers.set(kind, handler);
  }

  find(kind: RunRow['kind']): RunHandler | undefined {
    return this.handlers.get(kind);
  }
}
