import { Inject, Injectable } from '@nestjs/common';
import type { Run } from '@tagloom/contracts';
import type { ClientBase, Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

export interface RunRow {
  id: string;
  kind: Run['kind'];
  status: string;
  flowId: number | null;
  metricId: number | null;
  cursor: string;
  /** It asks those alone who had an event from then on, in epoch milliseconds; null is everyone. */
  since: number | null;
}

/** The progress of runs, as the executor keeps it. */
@Injectable()
export class RunProgressRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Marks the run as running, unless it has ended. */
  async start(runId: string): Promise<RunRow | null> {
    const { rows } = await this.pool.query<RunRow>(
      `UPDATE runs SET status = 'running', started_at = coalesce(started_at, now()), total = CASE kind
         -- settled when it was asked for
         WHEN 'bulk' THEN total
         ELSE (SELECT count(*) FROM customers WHERE runs.since IS NULL OR last_seen_at >= runs.since) END
       WHERE id = $1 AND status IN ('queued', 'running')
       RETURNING id, kind, status, flow_id AS "flowId", metric_id AS "metricId", cursor,
         (extract(epoch FROM since) * 1000)::float8 AS since`,
      [runId],
    );
    return rows[0] ?? null;
  }

  /** Locks the run for one batch, so that two workers with the same job take turns. Null when it has ended or ends now. */
  async lock(client: ClientBase, runId: string): Promise<RunRow | null> {
    return this.goingOn(client, runId, 'FOR UPDATE');
  }

  /** The run as it is. Null when it has ended or ends now. */
  async read(client: ClientBase, runId: string): Promise<RunRow | null> {
    return this.goingOn(client, runId, '');
  }

  private async goingOn(client: ClientBase, runId: string, lock: 'FOR UPDATE' | ''): Promise<RunRow | null> {
    const { rows } = await client.query<RunRow & { cancelRequested: boolean }>(
      `SELECT id, kind, status, flow_id AS "flowId", metric_id AS "metricId", cursor, cancel_requested AS "cancelRequested",
         (extract(epoch FROM since) * 1000)::float8 AS since
       FROM runs WHERE id = $1 AND status = 'running' ${lock}`,
      [runId],
    );
    if (!rows[0]?.cancelRequested) return rows[0] ?? null;
    await this.finish(client, runId, 'cancelled');
    return null;
  }

  async nextCustomers(
    client: Pick<ClientBase, 'query'>,
    cursor: string,
    limit: number,
    since: number | null = null,
  ): Promise<string[]> {
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM customers WHERE id > $1 AND ($3::float8 IS NULL OR last_seen_at >= to_timestamp($3 / 1000))
       ORDER BY id LIMIT $2`,
      [cursor, limit, since],
    );
    return rows.map((row) => row.id);
  }

  /** Whether the run was moved on: not when it has ended or is to end, nor when another worker was here already. */
  async advance(client: ClientBase, runId: string, cursor: string, done: number, changed: number): Promise<boolean> {
    const { rowCount } = await client.query(
      `UPDATE runs SET cursor = $2, done = done + $3, changed = changed + $4
       WHERE id = $1 AND status = 'running' AND NOT cancel_requested AND cursor < $2`,
      [runId, cursor, done, changed],
    );
    return rowCount === 1;
  }

  /** Back to the start, for work that leaves nothing behind before it is done. False when the run has ended. */
  async restart(client: ClientBase, runId: string): Promise<boolean> {
    const { rowCount } = await client.query(
      `UPDATE runs SET cursor = 0, done = 0, changed = 0 WHERE id = $1 AND status = 'running'`,
      [runId],
    );
    return rowCount === 1;
  }

  /** A run ends once: what ended it first counts. */
  async finish(
    client: ClientBase | null,
    runId: string,
    status: 'done' | 'cancelled' | 'failed',
    error: string | null = null,
  ): Promise<void> {
    await (client ?? this.pool).query(
      'UPDATE runs SET status = $2, finished_at = now(), error = $3 WHERE id = $1 AND finished_at IS NULL',
      [runId, status, error],
    );
  }

  /** Runs that are not ended; a lost job leaves one behind. */
  async unfinished(): Promise<string[]> {
    const { rows } = await this.pool.query<{ id: string }>(
      "SELECT id FROM runs WHERE status IN ('queued', 'running') ORDER BY id",
    );
    return rows.map((row) => row.id);
  }
}
