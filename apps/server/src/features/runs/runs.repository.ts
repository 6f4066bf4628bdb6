import { Inject, Injectable } from '@nestjs/common';
import type { Actor, ActorContext, Viewer } from '@tagloom/access';
import type { ClaimStance, Run } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { ScopedReads } from '../catalog/scoped-reads.js';

export interface RunRow {
  id: string;
  kind: Run['kind'];
  status: Run['status'];
  title: string;
  flow_id: number | null;
  flow_version: number | null;
  metric_id: number | null;
  /** Of a bulk edit, as are the next two. */
  tag_id: number | null;
  stance: ClaimStance | null;
  /** Who started it, as `actorKey`. */
  by: string | null;
  total: number;
  done: number;
  changed: number;
  started_by: string;
  created_at: Date;
  /** From the start to the end, or to now. */
  seconds: number | null;
  finished_at: Date | null;
  error: string | null;
}
export interface NewZoneRun {
  departmentId: string;
  title: string;
  startedBy: string;
}
export interface NewPreview {
  flowId: number;
  /** For whose eyes. */
  viewer: Viewer;
  title: string;
  startedBy: string;
}
export interface NewBackfill {
  flowId: number;
  version: number;
  title: string;
  startedBy: string;
  /** Only those who had an event from then on; null is everyone. */
  since: string | null;
}
export interface NewStop {
  flowId: number;
  version: number;
  title: string;
  by: Actor;
  reason: string | null;
}

const COLUMNS = `
  id::text AS id, kind, status, title, flow_id, flow_version, metric_id, tag_id,
  CASE kind WHEN 'bulk' THEN cause ->> 'stance' END AS stance, CASE kind WHEN 'bulk' THEN cause ->> 'by' END AS by, total, done, changed, started_by, created_at,
  extract(epoch FROM coalesce(finished_at, clock_timestamp()) - started_at)::float8 AS seconds, finished_at, error`;

/** The flows whose runs may be seen; null is all. */
export type FlowFilter = readonly number[] | null;

/** Whose runs may be seen. */
export interface RunFilter {
  flows: FlowFilter;
  /** The tags whose bulk edits may be. */
  tags: readonly number[];
  /** Acts for the whole organisation, which keeps what is said of tags that are gone, though not of a person's own. */
  keepsGone: boolean;
}

/**
 * A run of a flow that is gone keeps its name: it goes with the flow for those who do not see all. $1 to $3 are the filter. A bulk
 * edit tells of one tag, and of how many have it.
 */
const IS_VISIBLE = `CASE kind WHEN 'bulk' THEN tag_id = ANY ($2::int[]) OR $3::boolean AND EXISTS (
      SELECT FROM gone_tags g WHERE g.id = tag_id AND g.scope <> 'personal')
  ELSE $1::int[] IS NULL OR flow_id = ANY ($1) OR flow_id IS NULL AND kind NOT IN ('backfill', 'preview', 'stop') END`;
const valuesOf = ({ flows, tags, keepsGone }: RunFilter) => [flows, tags, keepsGone];

@Injectable()
export class RunsRepository {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly scoped: ScopedReads,
  ) {}

  /** Changes to effective tags that the caller sees, by run; a run without any is absent. */
  async changedSeen(context: ActorContext, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.scoped.read(context, async (client, filterTags) => {
      const params: unknown[] = [ids];
      const filter = filterTags('masked', 'tag_id', (value) => params.push(value));
      const { rows } = await client.query<{ id: string; changed: number }>(
        `SELECT run_id::text AS id, count(*)::int AS changed FROM changes
         WHERE run_id = ANY ($1::bigint[]) AND ${filter}
           AND (held_before, value_before) IS DISTINCT FROM (held_after, value_after) GROUP BY run_id`,
        params,
      );
      return new Map(rows.map(({ id, changed }) => [id, changed]));
    });
  }

  async latest(limit: number, filter: RunFilter): Promise<RunRow[]> {
    const { rows } = await this.pool.query<RunRow>(
      `SELECT ${COLUMNS} FROM runs WHERE ${IS_VISIBLE} ORDER BY runs.id DESC LIMIT $4`,
      [...valuesOf(filter), limit],
    );
    return rows;
  }

  async find(id: string, filter: RunFilter): Promise<RunRow | null> {
    const { rows } = await this.pool.query<RunRow>(`SELECT ${COLUMNS} FROM runs WHERE id = $4 AND ${IS_VISIBLE}`, [
      ...valuesOf(filter),
      id,
    ]);
    return rows[0] ?? null;
  }

  /** A run over everyone, in the transaction of what asks for it. */
  async insertBackfill(client: PoolClient, { flowId, version, title, startedBy, since }: NewBackfill): Promise<string> {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO runs (kind, title, flow_id, flow_version, since, total, started_by)
       VALUES ('backfill', $1, $2, $3, $5::timestamptz,
         (SELECT count(*) FROM customers WHERE $5::timestamptz IS NULL OR last_seen_at >= $5), $4) RETURNING id::text AS id`,
      [title, flowId, version, startedBy, since],
    );
    return rows[0].id;
  }

  /** Ends the backfills of the flow and records the run that takes back what it claimed. */
  async insertStop(client: PoolClient, { flowId, version, title, by, reason }: NewStop): Promise<string> {
    await client.query(
      `UPDATE runs SET cancel_requested = true,
         status = CASE status WHEN 'queued' THEN 'cancelled' ELSE status END,
         finished_at = CASE status WHEN 'queued' THEN now() END
       WHERE flow_id = $1 AND kind = 'backfill' AND status IN ('queued', 'running')`,
      [flowId],
    );
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO runs (kind, title, flow_id, flow_version, started_by, cause)
       VALUES ('stop', $1, $2, $3, $4, $5) RETURNING id::text AS id`,
      [title, flowId, version, by.name, JSON.stringify({ ...by, reason })],
    );
    return rows[0].id;
  }

  /** A run that shows what a draft would do, in place of an earlier one of the same flow. */
  async insertPreview(client: PoolClient, { flowId, title, startedBy, viewer }: NewPreview): Promise<string> {
    await client.query(
      `UPDATE runs SET cancel_requested = true,
         status = CASE status WHEN 'queued' THEN 'cancelled' ELSE status END,
         finished_at = CASE status WHEN 'queued' THEN now() END
       WHERE kind = 'preview' AND flow_id = $1 AND status IN ('queued', 'running')`,
      [flowId],
    );
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO runs (kind, title, flow_id, total, started_by, cause)
       VALUES ('preview', $1, $2, (SELECT count(*) FROM customers), $3, $4) RETURNING id::text AS id`,
      [title, flowId, startedBy, JSON.stringify({ viewer })],
    );
    return rows[0].id;
  }

  /** A run of all rules over everyone; null while another one is not over. */
  async insertNightly(title: string, startedBy: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ id: string }>(
      `INSERT INTO runs (kind, title, total, started_by)
       SELECT 'nightly', $1, (SELECT count(*) FROM customers), $2
       WHERE NOT EXISTS (SELECT FROM runs WHERE kind = 'nightly' AND status IN ('queued', 'running')) RETURNING id::text AS id`,
      [title, startedBy],
    );
    return rows[0]?.id ?? null;
  }

  /** A run over everyone, because rules of the department count its days; null when none does. */
  async insertZone(client: PoolClient, { departmentId, title, startedBy }: NewZoneRun): Promise<string | null> {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO runs (kind, title, total, started_by)
       SELECT 'zone', $2, (SELECT count(*) FROM customers), $3
       WHERE EXISTS (SELECT FROM flows f JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version
         WHERE f.department_id = $1 AND v.flow ->> 'timeZone' = 'department') RETURNING id::text AS id`,
      [departmentId, title, startedBy],
    );
    return rows[0]?.id ?? null;
  }

  /** A queued run ends at once, a running one after its present batch. False when it has ended, or does not exist. */
  async cancel(id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE runs SET cancel_requested = true,
         status = CASE status WHEN 'queued' THEN 'cancelled' ELSE status END,
         finished_at = CASE status WHEN 'queued' THEN now() END
       WHERE id = $1 AND status IN ('queued', 'running')`,
      [id],
    );
    return rowCount === 1;
  }
}
