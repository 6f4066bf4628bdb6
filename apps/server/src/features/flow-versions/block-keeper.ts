import { Inject, Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { PeriodicLook } from '../../platform/periodic/periodic-look.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { FlowBlocks } from '../catalog/flow-blocks.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { BlockNotices, type ToldFlow } from './block-notices.js';

/**
 * Notes which flows lack a tag, and tells those whom it concerns, once. That they are asked nothing is decided without it, where the
 * runtime is made. Part of the worker process.
 */
@Injectable()
export class BlockKeeper extends PeriodicLook {
  protected readonly everyMs = 2_000;
  protected readonly failure = 'could not look after flows that lack a tag';
  /** Of these definitions nothing is new before then. */
  private settled: { version: string; until: number } | null = null;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly catalogs: CatalogService,
    private readonly blocks: FlowBlocks,
    private readonly notices: BlockNotices,
  ) {
    super();
  }

  protected async doDue(): Promise<void> {
    const loaded = await this.catalogs.current();
    const now = this.clock.now();
    if (this.settled?.version === loaded.version && now.getTime() < this.settled.until) return;
    const isDone = await inTransaction(this.pool, (client) => this.note(client, loaded, now));
    if (isDone) this.settled = { version: loaded.version, until: loaded.sharing.nextEnd(now.getTime()) ?? Infinity };
  }

  /** False when the definitions are others by now. Locked, so that two processes tell of one thing once. */
  private async note(client: PoolClient, loaded: LoadedCatalog, now: Date): Promise<boolean> {
    const { rows } = await client.query<{ version: string }>('SELECT version FROM catalog_state FOR UPDATE');
    if (rows[0].version !== loaded.version) return false;
    const blocked = await this.blocks.at(client, loaded, now);
    const ids = blocked.map(({ id }) => id);
    const fresh = await client.query<{ id: number }>(
      'UPDATE flows SET blocked_at = $2 WHERE id = ANY ($1::int[]) AND blocked_at IS NULL RETURNING id',
      [ids, now],
    );
    const isFresh = new Set(fresh.rows.map(({ id }) => id));
    await this.notices.blocked(
      client,
      blocked.filter(({ id }) => isFresh.has(id)),
      loaded,
      now,
    );
    const over = await client.query<Omit<ToldFlow, 'departmentId'> & { departmentId: string | null; runs: boolean }>(
      `UPDATE flows SET blocked_at = NULL WHERE blocked_at IS NOT NULL AND id <> ALL ($1::int[])
       RETURNING id, draft ->> 'name' AS name, department_id::text AS "departmentId", version IS NOT NULL AS runs`,
      [ids],
    );
    for (const { departmentId, runs, ...flow } of over.rows)
      if (runs && departmentId !== null) await this.notices.unblocked(client, { ...flow, departmentId }, now);
    return true;
  }
}
