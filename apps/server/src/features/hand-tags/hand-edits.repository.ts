import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';

/** Customers of a bulk edit that is settled, or one. */
export type Touched = { runId: string } | { customerId: string };

const DAY = `interval '24 hours'`;
const customersOf = (touched: Touched, parameter: string): string =>
  'runId' in touched
    ? `SELECT unnest(ids) AS customer_id FROM bulk_batches WHERE run_id = ${parameter}::bigint`
    : `SELECT ${parameter}::bigint AS customer_id`;
const idOf = (touched: Touched): string => ('runId' in touched ? touched.runId : touched.customerId);

/** Which customers somebody has touched with a tag by hand in the last 24 hours, and nobody besides has looked at. */
@Injectable()
export class HandEditsRepository {
  /** One after the other, until the transaction ends: two at once would each not see the other. */
  async takeTurns(client: ClientBase, actor: string, tagId: number): Promise<void> {
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('hand-edits ' || $1, $2))`, [actor, tagId]);
    await client.query(`DELETE FROM hand_edits WHERE actor = $1 AND tag_id = $2 AND at <= now() - ${DAY}`, [
      actor,
      tagId,
    ]);
  }

  /** How many they are together with these. */
  async countWith(client: ClientBase, actor: string, tagId: number, touched: Touched): Promise<number> {
    const { rows } = await client.query<{ customers: number }>(
      `SELECT count(*)::int AS customers FROM (
         SELECT customer_id FROM hand_edits WHERE actor = $1 AND tag_id = $2 UNION ${customersOf(touched, '$3')}) touched`,
      [actor, tagId, idOf(touched)],
    );
    return rows[0].customers;
  }

  async note(client: ClientBase, actor: string, tagId: number, touched: Touched): Promise<void> {
    await client.query(
      `INSERT INTO hand_edits (actor, tag_id, customer_id, at)
       SELECT $1, $2, customer_id, now() FROM (${customersOf(touched, '$3')}) touched
       ON CONFLICT (actor, tag_id, customer_id) DO UPDATE SET at = excluded.at`,
      [actor, tagId, idOf(touched)],
    );
  }
}
