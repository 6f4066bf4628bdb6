import { Inject, Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';

/** Customers per transaction. */
const BATCH = 5000;

/** Deletes a flow that was stopped. Its versions stay: history refers to them, and reads in full without the flow. */
@Injectable()
export class FlowRemoval {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Refused as long as customers hold tags of it, or a run is still taking them back. */
  async remove(id: number): Promise<void> {
    const slots = await inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      const { rows } = await client.query('SELECT FROM flows WHERE id = $1 AND version IS NULL FOR UPDATE', [id]);
      if (rows.length === 0) throw stillHeld();
      return this.removeIn(client, id);
    });
    if (slots.length > 0) await this.forget(slots);
  }

  /** The slots that it had. */
  private async removeIn(client: PoolClient, id: number): Promise<number[]> {
    const { rows } = await client.query<{ held: boolean; running: boolean }>(
      `SELECT EXISTS (SELECT FROM claims WHERE source = 'flow' AND source_id = $1::int::text
           AND tag_id IN (SELECT tag_id FROM claim_slots WHERE flow_id = $1::int)) AS held,
         EXISTS (SELECT FROM runs WHERE flow_id = $1::int AND kind <> 'preview' AND finished_at IS NULL) AS running`,
      [id],
    );
    if (rows[0].held || rows[0].running) throw stillHeld();
    // what ran stays in the list of runs, under its title
    await client.query(`UPDATE runs SET flow_id = NULL WHERE flow_id = $1 AND kind <> 'preview'`, [id]);
    const gone = await client.query<{ id: number }>('DELETE FROM claim_slots WHERE flow_id = $1 RETURNING id', [id]);
    await client.query('DELETE FROM flows WHERE id = $1', [id]);
    return gone.rows.map((slot) => slot.id);
  }

  /** That its effects have happened to a customer means nothing any more. Ids of slots never come again: a killed process does no harm. */
  private async forget(slots: readonly number[]): Promise<void> {
    const entries = slots.flatMap((slot) => [slot, -slot]);
    for (let cursor: string | null = '0'; cursor !== null;) {
      // in the order in which evaluations lock them
      const { rows }: { rows: { last: string | null }[] } = await this.pool.query(
        `WITH holders AS (SELECT id FROM customers WHERE held && $1::int[] AND id > $2::bigint ORDER BY id LIMIT ${BATCH} FOR UPDATE),
         forgotten AS (
           UPDATE customers c SET held = ARRAY(SELECT entry FROM unnest(c.held) AS entry WHERE entry <> ALL($1::int[]) ORDER BY entry)
           FROM holders WHERE c.id = holders.id RETURNING c.id)
         SELECT max(id)::text AS last FROM forgotten`,
        [entries, cursor],
      );
      cursor = rows[0].last;
    }
  }
}

const stillHeld = () =>
  new DomainError('conflict', 'Customers still hold tags of this flow', {
    path: 'id',
    hint: 'Stop the flow, wait until its run has taken the tags back, then delete it',
  });
