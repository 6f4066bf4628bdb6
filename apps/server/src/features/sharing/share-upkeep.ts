import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { log } from '../../platform/logging/pino-logger.js';
import { ShareNotices } from './share-notices.js';
import { SharesRepository } from './shares.repository.js';

const EVERY_MS = 5_000;
const DAYS_BEFORE = 7;
const DAY_MS = 24 * 3_600_000;

/**
 * Writes down that shares have ended, and tells whom they were lent to: a week before, and then. What a share opens closes at
 * its end by itself, to the millisecond: this only keeps the record.
 */
@Injectable()
export class ShareUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | null = null;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: SharesRepository,
    private readonly notices: ShareNotices,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  look(): Promise<void> {
    this.looking ??= this.close()
      .catch((error: unknown) => log.warn({ err: error }, 'could not look after shares'))
      .finally(() => (this.looking = null));
    return this.looking;
  }

  private async close(): Promise<void> {
    const now = this.clock.now();
    await inTransaction(this.pool, async (client) => {
      for (const row of await this.repository.expired(client, now)) {
        await this.repository.end(client, row.id, '', row.until as Date);
        await this.notices.ended(client, row, now);
      }
      for (const row of await this.repository.ending(client, now, new Date(now.getTime() + DAYS_BEFORE * DAY_MS)))
        await this.notices.ending(client, row, now);
    });
  }
}
