import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { PeriodicLook } from '../../platform/periodic/periodic-look.js';
import { StrayClaims } from './stray-claims.js';
import { TagOperationsRepository } from './tag-operations.repository.js';

/** Empties the recycle bin of what has lain there for its thirty days, and puts into it what came late. */
@Injectable()
export class BinUpkeep extends PeriodicLook {
  protected readonly everyMs = 60_000;
  protected readonly failure = 'could not empty the recycle bin of tags';

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly operations: TagOperationsRepository,
    private readonly stray: StrayClaims,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected async doDue(): Promise<void> {
    await inTransaction(this.pool, (client) => this.operations.purge(client, this.clock.now()));
    await this.stray.collect();
  }
}
