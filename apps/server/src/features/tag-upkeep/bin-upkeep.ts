import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { log } from '../../platform/logging/pino-logger.js';
import { StrayClaims } from './stray-claims.js';
import { TagOperationsRepository } from './tag-operations.repository.js';

const EVERY_MS = 60_000;

/** Empties the recycle bin of what has lain there for its thirty days, and puts into it what came late. */
@Injectable()
export class BinUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | null = null;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly operations: TagOperationsRepository,
    private readonly stray: StrayClaims,
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
    this.looking ??= inTransaction(this.pool, (client) => this.operations.purge(client, this.clock.now()))
      .then(() => this.stray.collect())
      .catch((error: unknown) => log.warn({ err: error }, 'could not empty the recycle bin of tags'))
      .finally(() => (this.looking = null));
    return this.looking;
  }
}
