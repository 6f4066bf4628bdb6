import { Inject, Injectable } from '@nestjs/common';
import type { Flow } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

export interface Sentence {
  'zh-CN': string;
  en: string;
}
export interface FlowRow {
  id: number;
  draft: Flow;
  revision: number;
  version: number | null;
  updated_at: Date;
  updated_by: string;
  published: Flow | null;
  published_sentence: Sentence | null;
  published_at: Date | null;
  customers: number;
}
export interface FlowVersionRow {
  version: number;
  flow: Flow;
  sentence: Sentence;
  note: string | null;
  published_at: Date;
  published_by: string;
}

// A customer counts when the flow asserts a tag that is in effect: a beaten or forbidden one is not held because of it.
const SELECT = `
  SELECT f.id, f.draft, f.revision, f.version, f.updated_at, f.updated_by,
    v.flow AS published, v.sentence AS published_sentence, v.published_at,
    coalesce(held.customers, 0) AS customers
  FROM flows f
  LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version
  LEFT JOIN (
    SELECT c.source_id, count(DISTINCT c.customer_id)::int AS customers
    FROM claims c JOIN customers cu ON cu.id = c.customer_id AND c.tag_id = ANY (cu.tags)
    WHERE c.source = 'flow' AND c.stance = 'assert'
    GROUP BY c.source_id
  ) held ON held.source_id = f.id::text`;

/** Flows and their versions. Ids arrive as text of up to 18 digits: compared as bigint, a large one just finds nothing. */
@Injectable()
export class FlowsRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Latest edit first. */
  async list(): Promise<FlowRow[]> {
    const { rows } = await this.pool.query<FlowRow>(`${SELECT} ORDER BY f.updated_at DESC, f.id DESC`);
    return rows;
  }

  async find(id: string): Promise<FlowRow | null> {
    const { rows } = await this.pool.query<FlowRow>(`${SELECT} WHERE f.id = $1::bigint`, [id]);
    return rows[0] ?? null;
  }

  async insert(
    draft: Flow,
    by: string,
    departmentId: string | null,
    client: Pick<PoolClient, 'query'> = this.pool,
  ): Promise<string> {
    const { rows } = await client.query<{ id: string }>(
      'INSERT INTO flows (draft, updated_by, department_id) VALUES ($1, $2, $3) RETURNING id::text AS id',
      [JSON.stringify(draft), by, departmentId],
    );
    return rows[0].id;
  }

  /** Null when the flow is gone or its revision is another one. */
  async saveDraft(
    id: string,
    draft: Flow,
    revision: number,
    by: string,
  ): Promise<{ revision: number; updated_at: Date } | null> {
    const { rows } = await this.pool.query<{ revision: number; updated_at: Date }>(
      `UPDATE flows SET draft = $2, revision = revision + 1, updated_at = now(), updated_by = $4
       WHERE id = $1::bigint AND revision = $3::bigint RETURNING revision, updated_at`,
      [id, JSON.stringify(draft), revision, by],
    );
    return rows[0] ?? null;
  }

  /** The zone of the department that the flow belongs to or, of a flow that is not stored yet, that of its maker. */
  async departmentZone(flowId: string | null, departmentId: string | null): Promise<string | null> {
    const { rows } = await this.pool.query<{ time_zone: string | null }>(
      `SELECT time_zone FROM departments
       WHERE id = CASE WHEN $1::bigint IS NULL THEN $2::bigint ELSE (SELECT department_id FROM flows WHERE id = $1::bigint) END`,
      [flowId, departmentId],
    );
    return rows[0]?.time_zone ?? null;
  }

  /** False when it was published, or does not exist. */
  async deleteDraft(id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('DELETE FROM flows WHERE id = $1::bigint AND version IS NULL', [id]);
    return rowCount === 1;
  }

  /** Newest first. */
  async versions(id: string): Promise<FlowVersionRow[]> {
    const { rows } = await this.pool.query<FlowVersionRow>(
      `SELECT version, flow, sentence, note, published_at, published_by
       FROM flow_versions WHERE flow_id = $1::bigint ORDER BY version DESC`,
      [id],
    );
    return rows;
  }
}
