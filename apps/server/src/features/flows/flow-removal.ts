import { Inject, Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';

/** Deletes a flow that was stopped. Its versions stay: history refers to them, and reads in full without the flow. */
@Injectable()
export class FlowRemoval {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Refused as long as customers hold tags of it, or a run is still taking them back. */
  async remove(id: number): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      const { rows } = await client.query('SELECT FROM flows WHERE id = $1 AND version IS NULL FOR UPDATE', [id]);
      if (rows.length === 0) throw stillHeld();
      await this.removeIn(client, id);
    });
  }

  private async removeIn(client: PoolClient, id: number): Promise<void> {
    const { rows } = await client.query<{ held: boolean; running: boolean }>(
      `SELECT EXISTS (SELECT FROM claims WHERE source = 'flow' AND source_id = $1::int::text
           AND tag_id IN (SELECT tag_id FROM claim_slots WHERE flow_id = $1::int)) AS held,
         EXISTS (SELECT FROM runs WHERE flow_id = $1::int AND kind <> 'preview' AND finished_at IS NULL) AS running`,
      [id],
    );
    if (rows[0].held || rows[0].running) throw stillHeld();
    // what ran stays in the list of runs, under its title
    await client.query(`UPDATE runs SET flow_id = NULL WHERE flow_id = $1 AND kind <> 'preview'`, [id]);
    await client.query('DELETE FROM claim_slots WHERE flow_id = $1', [id]);
    await client.query('DELETE FROM flows WHERE id = $1', [id]);
  }
}

const stillHeld = () =>
  new DomainError('conflict', 'Customers still hold tags of this flow', {
    path: 'id',
    hint: 'Stop the flow, wait until its run has taken the tags back, then delete it',
  });
