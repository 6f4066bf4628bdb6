import { Inject, Injectable } from '@nestjs/common';
import { includesLevel } from '@tagloom/access';
import type { Pool, PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { PeriodicLook } from '../../platform/periodic/periodic-look.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { FlowBlocks } from '../catalog/flow-blocks.js';
import { BlockNotices } from '../flow-versions/block-notices.js';
import { ShareNotices } from './share-notices.js';
import { type ShareRow, SharesRepository } from './shares.repository.js';

const DAYS_BEFORE = 7;
const DAY_MS = 24 * 3_600_000;

/**
 * Writes down that shares have ended, and tells whom they were lent to: a week before, with the flows that live on them, and
 * then. What a share opens closes at its end by itself, to the millisecond: this only keeps the record.
 */
@Injectable()
export class ShareUpkeep extends PeriodicLook {
  protected readonly everyMs = 5_000;
  protected readonly failure = 'could not look after shares';

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: SharesRepository,
    private readonly notices: ShareNotices,
    private readonly catalogs: CatalogService,
    private readonly blocks: FlowBlocks,
    private readonly flowNotices: BlockNotices,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected async doDue(): Promise<void> {
    const now = this.clock.now();
    await inTransaction(this.pool, async (client) => {
      for (const row of await this.repository.expired(client, now)) {
        await this.repository.end(client, row.id, '', row.until as Date);
        await this.notices.ended(client, row, now);
      }
      const ending = await this.repository.ending(client, now, new Date(now.getTime() + DAYS_BEFORE * DAY_MS));
      for (const row of ending) await this.notices.ending(client, row, now);
      if (ending.length > 0) await this.warn(client, ending, now);
    });
  }

  /** Names the flows that live on a share that ends: they will be asked nothing. */
  private async warn(client: PoolClient, ending: readonly ShareRow[], now: Date): Promise<void> {
    const loaded = await this.catalogs.read(client);
    for (const { id, name, until } of ending) {
      if (until === null) continue;
      for (const flow of await this.blocks.at(client, loaded, until)) {
        const viewer = { departmentId: flow.departmentId, userId: null };
        const isFedByIt = flow.lacking.some(({ tag, needed }) => {
          const { level, share } = loaded.sharing.decide(tag, viewer, now.getTime());
          return share?.id === id && includesLevel(level, needed);
        });
        if (isFedByIt) await this.flowNotices.ahead(client, flow, name, until, now);
      }
    }
  }
}
