import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import type { ClaimMoves } from './claim-moves.js';

/** Claims that operations moved, by customer. The caller's transaction. */
@Injectable()
export class MovedClaimsRepository {
  /** Customers with any claim on the tags, in the order in which evaluations lock them. */
  async claimants(client: PoolClient, tagIds: readonly number[], after: string, limit: number): Promise<string[]> {
    const { rows } = await client.query<{ id: string }>(
      `SELECT DISTINCT customer_id AS id FROM claims WHERE tag_id = ANY ($1::int[]) AND customer_id > $2::bigint
       ORDER BY customer_id LIMIT $3`,
      [tagIds, after, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Twice for one customer (somebody gave the tag while it went) adds to what was kept. */
  async keep(client: PoolClient, operationId: string, moves: ReadonlyMap<string, ClaimMoves>): Promise<void> {
    if (moves.size === 0) return;
    await client.query(
      `INSERT INTO tag_operation_claims (operation_id, customer_id, taken, given)
       SELECT $1, n.customer_id, n.taken, n.given FROM unnest($2::bigint[], $3::jsonb[], $4::jsonb[]) AS n (customer_id, taken, given)
       ON CONFLICT (operation_id, customer_id) DO UPDATE SET
         taken = tag_operation_claims.taken || excluded.taken, given = tag_operation_claims.given || excluded.given`,
      [
        operationId,
        [...moves.keys()],
        [...moves.values()].map(({ taken }) => JSON.stringify(taken)),
        [...moves.values()].map(({ given }) => JSON.stringify(given)),
      ],
    );
  }

  /** With those of whom nothing but what they hold by was changed. */
  async kept(client: PoolClient, operationId: string, after: string, limit: number): Promise<Map<string, ClaimMoves>> {
    const { rows } = await client.query<ClaimMoves & { id: string }>(
      `SELECT id::text, coalesce(taken, '[]') AS taken, coalesce(given, '[]') AS given FROM (
         SELECT customer_id AS id FROM tag_operation_claims WHERE operation_id = $1
         UNION SELECT (before ->> 'id')::bigint FROM tag_operation_rows WHERE operation_id = $1 AND table_name = 'customers') o
       LEFT JOIN tag_operation_claims k ON k.operation_id = $1 AND k.customer_id = o.id
       WHERE id > $2::bigint ORDER BY o.id LIMIT $3`,
      [operationId, after, limit],
    );
    return new Map(rows.map(({ id, taken, given }) => [id, { taken, given }]));
  }

  /** Flows that run: what others claimed, nobody would ever take back. */
  async runningFlows(client: PoolClient): Promise<ReadonlySet<string>> {
    const { rows } = await client.query<{ id: string }>('SELECT id::text AS id FROM flows WHERE version IS NOT NULL');
    return new Set(rows.map(({ id }) => id));
  }
}
