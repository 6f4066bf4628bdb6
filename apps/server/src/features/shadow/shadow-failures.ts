import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { log } from '../../platform/logging/pino-logger.js';

/** A shadow that fails so often is ended: it would cost, and its comparison mean nothing. */
export const MAX_FAILURES = 100;

/** Notes what shadows miss, beside the transaction in which they failed: production waits for none of it. */
@Injectable()
export class ShadowFailures {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** `shadowId` is null where it is not known whose failure it is. */
  note(shadowId: number | null, missed: number, error: unknown): void {
    log.warn({ err: error, shadowId, missed }, 'a shadow run failed; production was not touched by it');
    if (shadowId !== null) this.store(shadowId, missed, 1, messageOf(error));
  }

  /** It cannot run any more: what it refers to is gone, or a published flow closes a loop with it. */
  noteUnfit(shadowId: number, error: unknown): void {
    log.warn({ err: error, shadowId }, 'a shadow run does not fit the definitions any more');
    this.store(shadowId, 0, MAX_FAILURES, messageOf(error));
  }

  private store(shadowId: number, missed: number, failures: number, message: string): void {
    this.pool
      .query(
        'UPDATE shadows SET missed = missed + $2, failures = failures + $3, error = $4 WHERE id = $1 AND ended_at IS NULL',
        [shadowId, missed, failures, message],
      )
      .catch((error: unknown) => log.warn({ err: error, shadowId }, 'the failure of a shadow run was not noted'));
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 500);
