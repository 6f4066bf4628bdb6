import { Inject, Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { CatalogService } from '../catalog/catalog.service.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { ShadowComparison } from './shadow-comparison.js';
import { ShadowsRepository } from './shadows.repository.js';

/** Ends a shadow. */
@Injectable()
export class ShadowEnd {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly catalog: CatalogService,
    private readonly shadows: ShadowsRepository,
    private readonly comparison: ShadowComparison,
  ) {}

  /** False when it has ended already: of two processes one does it. */
  async end(id: number, outcome: 'ended' | 'stopped' | 'failed'): Promise<boolean> {
    return inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      const row = await this.shadows.lockRunning(client, id);
      if (!row) return false;
      await this.comparison.finish(client, row, await this.catalog.read(client), outcome);
      return true;
    });
  }

  /** In the caller's transaction, which has locked the definitions `loaded`: what it runs on is about to go, as `reason` says. */
  async endWithin(client: PoolClient, id: number, loaded: LoadedCatalog, reason: string): Promise<void> {
    const row = await this.shadows.lockRunning(client, id);
    if (!row) return;
    await this.comparison.finish(client, row, loaded, 'stopped');
    await this.shadows.noteReason(client, id, reason);
  }
}
