import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { PeriodicLook } from '../../platform/periodic/periodic-look.js';
import { PreviewsRepository } from './previews.repository.js';

/** Deletes previews that are about a day long past. */
@Injectable()
export class PreviewsUpkeep extends PeriodicLook {
  protected readonly everyMs = 3_600_000;
  protected readonly failure = 'could not delete old previews';

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: PreviewsRepository,
  ) {
    super();
  }

  protected doDue(): Promise<void> {
    return this.repository.prune(this.pool);
  }
}
