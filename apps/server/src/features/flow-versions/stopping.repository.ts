import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';

interface StoppableFlow {
  id: number;
  /** The published one. */
  version: number | null;
  latest: number | null;
  name: string;
}

/** The statements of stopping a flow; the use case owns the transaction. */
@Injectable()
export class StoppingRepository {
  async lock(client: PoolClient, id: string): Promise<StoppableFlow | null> {
    const { rows } = await client.query<StoppableFlow>(
      `SELECT id, version, (SELECT max(version) FROM flow_versions v WHERE v.flow_id = f.id) AS latest,
         coalesce((SELECT v.flow ->> 'name' FROM flow_versions v WHERE v.flow_id = f.id AND v.version = f.version), draft ->> 'name') AS name
       FROM flows f WHERE id = $1::bigint FOR UPDATE`,
      [id],
    );
    return rows[0] ?? null;
  }

  async hasClaims(client: PoolClient, flowId: number): Promise<boolean> {
    const { rows } = await client.query(
      `SELECT FROM claims WHERE tag_id IN (SELECT tag_id FROM claim_slots WHERE flow_id = $1)
         AND source = 'flow' AND source_id = $1::text LIMIT 1`,
      [flowId],
    );
    return rows.length > 0;
  }

  /** Without a version no evaluation asks it, and no other flow waits for it. */
  async unpublish(client: PoolClient, flowId: number, at: Date): Promise<void> {
    await client.query('UPDATE flows SET version = NULL, stopped_at = $2 WHERE id = $1', [flowId, at]);
  }
}
