import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { Flow, PublishRequest } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { ScopedReads } from '../catalog/scoped-reads.js';

export interface Sentence {
  'zh-CN': string;
  en: string;
}
export interface FlowRow {
  id: number;
  draft: Flow;
  revision: number;
  version: number | null;
  stopped_at: Date | null;
  updated_at: Date;
  updated_by: string;
  /** To which it belongs; null is the whole enterprise. */
  department_id: string | null;
  department_name: string | null;
  /** Since when it is known to lack a tag. */
  blocked_at: Date | null;
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
  applies_to: PublishRequest['apply'];
  applies_since: Date | null;
  published_at: Date;
  published_by: string;
}

/** Claims that count: of one flow alone they are found by its tags, which an index knows. */
const OF_FLOW = `AND c.source_id = $1::text
      AND c.tag_id IN (SELECT s.tag_id FROM claim_slots s WHERE s.flow_id = $1::bigint AND s.tag_id IS NOT NULL)`;

// A customer counts when the flow asserts a tag that is in effect: a beaten or forbidden one is not held because of it.
const select = (whose: '' | typeof OF_FLOW, readable: string) => `
  SELECT f.id, f.draft, f.revision, f.version, f.stopped_at, f.updated_at, f.updated_by,
    f.department_id::text AS department_id, d.name AS department_name, f.blocked_at,
    v.flow AS published, v.sentence AS published_sentence, v.published_at,
    coalesce(held.customers, 0) AS customers
  FROM flows f
  LEFT JOIN departments d ON d.id = f.department_id
  LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version
  LEFT JOIN (
    SELECT c.source_id, count(DISTINCT c.customer_id)::int AS customers
    FROM claims c JOIN customers cu ON cu.id = c.customer_id AND c.tag_id = ANY (cu.tags)
    WHERE c.source = 'flow' AND c.stance = 'assert' AND ${readable} ${whose}
    GROUP BY c.source_id
  ) held ON held.source_id = f.id::text`;

/** Flows and their versions. Ids arrive as text of up to 18 digits: compared as bigint, a large one just finds nothing. */
@Injectable()
export class FlowsRepository {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly scoped: ScopedReads,
  ) {}

  /** Latest edit first; customers are counted by the tags that the caller may read. */
  async list(context: ActorContext): Promise<FlowRow[]> {
    return this.scoped.read(context, async (client, filter) => {
      const params: unknown[] = [];
      const readable = filter('read', 'c.tag_id', (value) => params.push(value));
      const { rows } = await client.query<FlowRow>(
        `${select('', readable)} ORDER BY f.updated_at DESC, f.id DESC`,
        params,
      );
      return rows;
    });
  }

  async find(context: ActorContext, id: string): Promise<FlowRow | null> {
    return this.scoped.read(context, async (client, filter) => {
      const params: unknown[] = [id];
      const readable = filter('read', 'c.tag_id', (value) => params.push(value));
      const { rows } = await client.query<FlowRow>(`${select(OF_FLOW, readable)} WHERE f.id = $1::bigint`, params);
      return rows[0] ?? null;
    });
  }

  /** What the current version says; null when there is none, undefined when there is no such flow. */
  async published(id: string): Promise<Flow | null | undefined> {
    const { rows } = await this.pool.query<{ flow: Flow | null }>(
      `SELECT v.flow FROM flows f LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version WHERE f.id = $1::bigint`,
      [id],
    );
    return rows[0]?.flow;
  }

  async insert(
    draft: Flow,
    by: string,
    departmentId: string | null,
    client: Pick<PoolClient, 'query'> = this.pool,
    byId: string | null = null,
  ): Promise<string> {
    const { rows } = await client.query<{ id: string }>(
      'INSERT INTO flows (draft, updated_by, department_id, updated_by_id) VALUES ($1, $2, $3, $4) RETURNING id::text AS id',
      [JSON.stringify(draft), by, departmentId, byId],
    );
    return rows[0].id;
  }

  /** Null when the flow is gone or its revision is another one. `byId` is the editor's `actorKey`; null where only the name is known. */
  async saveDraft(
    id: string,
    draft: Flow,
    revision: number,
    by: string,
    byId: string | null = null,
  ): Promise<{ revision: number; updated_at: Date; department_id: string | null } | null> {
    const { rows } = await this.pool.query<{ revision: number; updated_at: Date; department_id: string | null }>(
      `UPDATE flows SET draft = $2, revision = revision + 1, updated_at = now(), updated_by = $4, updated_by_id = $5
       WHERE id = $1::bigint AND revision = $3::bigint RETURNING revision, updated_at, department_id::text AS department_id`,
      [id, JSON.stringify(draft), revision, by, byId],
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
    const { rowCount } = await this.pool.query(
      'DELETE FROM flows WHERE id = $1::bigint AND version IS NULL AND stopped_at IS NULL',
      [id],
    );
    return rowCount === 1;
  }

  /** Newest first. */
  async versions(id: string): Promise<FlowVersionRow[]> {
    const { rows } = await this.pool.query<FlowVersionRow>(
      `SELECT version, flow, sentence, note, applies_to, applies_since, published_at, published_by
       FROM flow_versions WHERE flow_id = $1::bigint ORDER BY version DESC`,
      [id],
    );
    return rows;
  }
}
