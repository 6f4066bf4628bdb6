import { Injectable } from '@nestjs/common';
import type { Viewer } from '@tagloom/access';
import type { Flow, Impact } from '@tagloom/contracts';
import type { ClientBase } from 'pg';

type Queryable = Pick<ClientBase, 'query'>;

export interface DraftRow {
  id: number;
  draft: Flow;
  revision: number;
  departmentId: string | null;
}
export interface AskedPreview {
  flowId: number;
  revision: number;
  flow: Flow;
}
/** What a preview found out: all of it, and what may be told to whom it was made for, where that is less. */
export interface PreviewResult extends Impact {
  seen?: { key: string; impact: Impact };
}
export interface FinishedPreview {
  revision: number;
  impact: PreviewResult;
  isCurrent: boolean;
  /** Of this very draft, and not long ago. */
  isRecent: boolean;
}

/** How long the population is taken to be what it was. */
const CURRENT_FOR = '1 hour';
const KEPT_FOR = '1 day';

/** What a preview depends on besides the draft and the customers: published flows, what is lent to them, tags, groups, metrics, cut points. */
const SETTING = `SELECT md5(concat_ws('|',
  (SELECT string_agg(concat_ws(':', id, version, department_id), ',' ORDER BY id) FROM flows WHERE version IS NOT NULL),
  (SELECT string_agg(concat_ws(':', id, level, until), ',' ORDER BY id) FROM shares WHERE ended_at IS NULL),
  (SELECT string_agg(concat_ws(':', id, parent_id), ',' ORDER BY id) FROM departments),
  (SELECT string_agg(concat_ws(':', id, kind, group_id, position, scope, owner_department_id), ',' ORDER BY id) FROM tags),
  (SELECT string_agg(concat_ws(':', id, exclusive, parent_id), ',' ORDER BY id) FROM tag_groups),
  (SELECT string_agg(concat_ws(':', id, status, definition), ',' ORDER BY id) FROM metrics),
  (SELECT string_agg(concat_ws(':', id, definition, recency_cut, frequency_cut, monetary_cut), ',' ORDER BY id) FROM rfm_models)))`;

/** Impact previews: what was asked for, and the results, which come at the end or not at all. */
@Injectable()
export class PreviewsRepository {
  async draft(client: Queryable, flowId: string): Promise<DraftRow | null> {
    const { rows } = await client.query<DraftRow>(
      'SELECT id, draft, revision, department_id::text AS "departmentId" FROM flows WHERE id = $1::bigint',
      [flowId],
    );
    return rows[0] ?? null;
  }

  async insert(client: Queryable, runId: string, { flowId, revision, flow }: AskedPreview): Promise<void> {
    await client.query('INSERT INTO flow_previews (run_id, flow_id, revision, flow) VALUES ($1, $2, $3, $4)', [
      runId,
      flowId,
      revision,
      JSON.stringify(flow),
    ]);
  }

  async asked(client: Queryable, runId: string): Promise<(AskedPreview & { viewer: Viewer | null }) | null> {
    const { rows } = await client.query<AskedPreview & { viewer: Viewer | null }>(
      `SELECT p.flow_id AS "flowId", p.revision, p.flow, r.cause -> 'viewer' AS viewer
       FROM flow_previews p JOIN runs r ON r.id = p.run_id WHERE p.run_id = $1`,
      [runId],
    );
    return rows[0] ?? null;
  }

  async setting(client: Queryable): Promise<string> {
    const { rows } = await client.query<{ md5: string }>(SETTING);
    return rows[0].md5;
  }

  /** False when the run was to end meanwhile: then there is no result. */
  async finish(client: Queryable, runId: string, setting: string, impact: PreviewResult): Promise<boolean> {
    const { rowCount } = await client.query(
      `UPDATE flow_previews SET setting = $2, result = $3, finished_at = now()
       WHERE run_id = $1 AND EXISTS (SELECT FROM runs WHERE id = $1 AND status = 'running' AND NOT cancel_requested)`,
      [runId, setting, JSON.stringify(impact)],
    );
    return rowCount === 1;
  }

  /** The latest result of a flow. */
  async latest(client: Queryable, flowId: string): Promise<FinishedPreview | null> {
    const { rows } = await client.query<FinishedPreview>(
      `SELECT p.revision, p.result AS impact, p.revision = f.revision AND p.setting = (${SETTING})
         AND p.finished_at > now() - interval '${CURRENT_FOR}' AS "isCurrent",
         p.revision = f.revision AND p.finished_at > now() - interval '${CURRENT_FOR}' AND NOT EXISTS (
           SELECT FROM flow_versions v WHERE v.flow_id = f.id AND v.version = f.version AND v.published_at > p.finished_at
         ) AS "isRecent"
       FROM flow_previews p JOIN flows f ON f.id = p.flow_id
       WHERE p.flow_id = $1::bigint AND p.result IS NOT NULL ORDER BY p.run_id DESC LIMIT 1`,
      [flowId],
    );
    return rows[0] ?? null;
  }

  /** The latest run that previews the flow, whatever became of it. */
  async latestRun(client: Queryable, flowId: string): Promise<string | null> {
    const { rows } = await client.query<{ id: string }>(
      `SELECT id::text AS id FROM runs WHERE kind = 'preview' AND flow_id = $1::bigint ORDER BY id DESC LIMIT 1`,
      [flowId],
    );
    return rows[0]?.id ?? null;
  }

  /** Previews are about a moment that has passed; their runs go with them. */
  async prune(client: Queryable): Promise<void> {
    await client.query(
      `DELETE FROM runs WHERE kind = 'preview' AND status NOT IN ('queued', 'running')
         AND finished_at < now() - interval '${KEPT_FOR}'`,
    );
  }

  /** Whether the run is this connection's own from now on: two processes may have the same job. A lost connection gives it back. */
  async claim(client: Queryable, runId: string): Promise<boolean> {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS mine', [
      LOCK_SPACE,
      lockOf(runId),
    ]);
    return rows[0].mine;
  }

  async release(client: Queryable, runId: string): Promise<void> {
    await client.query('SELECT pg_advisory_unlock($1, $2)', [LOCK_SPACE, lockOf(runId)]);
  }
}

/** Any number will do, as long as every process uses the same. */
const LOCK_SPACE = 7_461_002;
const lockOf = (runId: string): number => Number(BigInt(runId) % 2_147_483_647n);
