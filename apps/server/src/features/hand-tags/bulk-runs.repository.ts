import { Inject, Injectable } from '@nestjs/common';
import type { Actor, Viewer } from '@tagloom/access';
import type { ClaimStance } from '@tagloom/contracts';
import type { ClientBase, Pool } from 'pg';
import { actorKey } from '../../platform/access/actor-key.js';
import { POOL } from '../../platform/database/pool.token.js';
import type { HandEdit } from '../evaluation/by-hand.js';
import type { BulkOrder, Whom } from './bulk-orders.js';

/** Customers per transaction. */
const BATCH = 1000;

/** What a run does to each of its customers, and for whom. */
export interface BulkTask {
  actor: Actor;
  viewer: Viewer;
  stance: ClaimStance;
  edit: HandEdit & { runId: string };
}

@Injectable()
export class BulkRunsRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Violates `runs_bulk_under_way` while another one of the same actor and tag is not over. */
  async insert(client: ClientBase, actor: Actor, viewer: Viewer, { tag, stance, edit }: BulkOrder): Promise<string> {
    const { value, reason, expiresAt } = edit;
    const cause = { by: actorKey(actor), actor, viewer, stance, value, reason, expiresAt };
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO runs (kind, title, tag_id, started_by, cause) VALUES ('bulk', $1, $2, $3, $4) RETURNING id::text AS id`,
      [tag.name['zh-CN'], tag.id, actor.name, JSON.stringify(cause)],
    );
    return rows[0].id;
  }

  /** Settles for whom the run is. Returns their number. */
  async settle(client: ClientBase, runId: string, whom: Whom): Promise<number> {
    const { sql, params } = 'ids' in whom ? { sql: 'c.id = ANY ($1::bigint[])', params: [whom.ids] } : whom.found;
    await client.query(
      `INSERT INTO bulk_batches (run_id, up_to, ids)
       SELECT $${params.length + 1}::bigint, max(id), array_agg(id ORDER BY id)
       FROM (SELECT c.id, (row_number() OVER (ORDER BY c.id) - 1) / ${BATCH} AS batch FROM customers c WHERE ${sql}) found
       GROUP BY batch`,
      [...params, runId],
    );
    const { rows } = await client.query<{ total: number }>(
      `UPDATE runs SET total = (SELECT coalesce(sum(cardinality(ids)), 0) FROM bulk_batches WHERE run_id = $1)
       WHERE id = $1 RETURNING total`,
      [runId],
    );
    return rows[0].total;
  }

  /** How many a condition finds now, or how many of the ids are customers. */
  async count(client: ClientBase, whom: Whom): Promise<number> {
    const { sql, params } = 'ids' in whom ? { sql: 'c.id = ANY ($1::bigint[])', params: [whom.ids] } : whom.found;
    const { rows } = await client.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM customers c WHERE ${sql}`,
      params,
    );
    return rows[0].total;
  }

  /** The first of the ids that is no customer's. */
  async missing(client: ClientBase, ids: readonly string[]): Promise<string | null> {
    const { rows } = await client.query<{ id: string }>(
      `SELECT id::text AS id FROM unnest($1::bigint[]) AS n (id)
       WHERE NOT EXISTS (SELECT FROM customers c WHERE c.id = n.id) ORDER BY n.id LIMIT 1`,
      [ids],
    );
    return rows[0]?.id ?? null;
  }

  async underWay(actor: Actor, tagId: number): Promise<string | null> {
    const { rows } = await this.pool.query<{ id: string }>(
      `SELECT id::text AS id FROM runs WHERE kind = 'bulk' AND status IN ('queued', 'running') AND tag_id = $1 AND cause ->> 'by' = $2`,
      [tagId, actorKey(actor)],
    );
    return rows[0]?.id ?? null;
  }

  async task(runId: string): Promise<BulkTask> {
    const { rows } = await this.pool.query<{
      tagId: number;
      cause: Omit<BulkTask, 'edit'> & Omit<HandEdit, 'tagId' | 'runId'>;
    }>('SELECT tag_id AS "tagId", cause FROM runs WHERE id = $1', [runId]);
    const { tagId, cause } = rows[0];
    const { actor, viewer, stance, value, reason, expiresAt } = cause;
    return { actor, viewer, stance, edit: { tagId, value, reason, expiresAt, runId } };
  }

  /** The customers behind the cursor that come next; null when there are none left. */
  async next(client: ClientBase, runId: string, cursor: string): Promise<{ upTo: string; ids: string[] } | null> {
    const { rows } = await client.query<{ upTo: string; ids: string[] }>(
      `SELECT up_to::text AS "upTo", ids::text[] AS ids FROM bulk_batches
       WHERE run_id = $1 AND up_to > $2 ORDER BY up_to LIMIT 1`,
      [runId, cursor],
    );
    return rows[0] ?? null;
  }
}
