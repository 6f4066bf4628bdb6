import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { DomainError } from '../../platform/errors/domain-error.js';

const MINUTE_MS = 60_000;
/** Failures from one address on one account, and from everywhere on one account. */
const LIMITS = {
  address: { failures: 10, windowMs: 15 * MINUTE_MS },
  account: { failures: 100, windowMs: 60 * MINUTE_MS },
};

interface Counts {
  by_address: number;
  by_account: number;
  oldest_by_address: Date | null;
  oldest_by_account: Date | null;
}

/** Slows down guessing. It lives in the database, so it holds for all processes and survives a restart. */
@Injectable()
export class LoginThrottle {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  /**
   * Notes an attempt before the password is looked at, so that attempts in parallel cannot slip past the count.
   * Throws `too_many_attempts` without noting it when the limit is reached.
   */
  async admit(account: string, address: string): Promise<void> {
    const now = this.clock.now();
    const { rows } = await this.pool.query<{ id: string }>(
      'INSERT INTO login_attempts (account, address, at) VALUES ($1, $2, $3) RETURNING id',
      [account, address, now],
    );
    const counts = await this.count(account, address, now);
    const waitMs = Math.max(
      counts.by_address > LIMITS.address.failures
        ? waitUntil(counts.oldest_by_address, LIMITS.address.windowMs, now)
        : 0,
      counts.by_account > LIMITS.account.failures
        ? waitUntil(counts.oldest_by_account, LIMITS.account.windowMs, now)
        : 0,
    );
    if (waitMs === 0) return;
    // A refused attempt was no guess: counting it would lock the owner out for as long as someone keeps knocking.
    await this.pool.query('DELETE FROM login_attempts WHERE id = $1', [rows[0].id]);
    const retryAfterSeconds = Math.ceil(waitMs / 1000);
    throw new DomainError('too_many_attempts', 'Too many failed attempts to sign in.', {
      retryAfterSeconds,
      params: { retryAfterSeconds },
      hint: 'Wait before you try again.',
    });
  }

  /** Forgets the failures from this address after the right password. */
  async forgive(account: string, address: string): Promise<void> {
    await this.pool.query('DELETE FROM login_attempts WHERE account = $1 AND address = $2', [account, address]);
  }

  /** Deletes attempts that no window reaches. */
  async prune(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - LIMITS.account.windowMs);
    await this.pool.query('DELETE FROM login_attempts WHERE at < $1', [before]);
  }

  private async count(account: string, address: string, now: Date): Promise<Counts> {
    const { rows } = await this.pool.query<Counts>(
      `SELECT count(*) FILTER (WHERE address = $2 AND at > $3)::int AS by_address, count(*)::int AS by_account,
         min(at) FILTER (WHERE address = $2 AND at > $3) AS oldest_by_address, min(at) AS oldest_by_account
       FROM login_attempts WHERE account = $1 AND at > $4`,
      [
        account,
        address,
        new Date(now.getTime() - LIMITS.address.windowMs),
        new Date(now.getTime() - LIMITS.account.windowMs),
      ],
    );
    return rows[0];
  }
}

/** Until the oldest of the counted attempts leaves the window; at least a second. */
function waitUntil(oldest: Date | null, windowMs: number, now: Date): number {
  return Math.max(1000, (oldest ?? now).getTime() + windowMs - now.getTime());
}
