import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

/** One definition, or all that everyone sees; `mark` changes when what it says does. */
export interface DefinitionMark {
  kind: 'tag' | 'group' | 'local_name' | 'flow' | 'share' | 'request' | 'everyone';
  id: number;
  tagId: number | null;
  groupId: number | null;
  departmentId: string | null;
  mark: string;
}
export interface DefinitionMarks {
  version: string;
  rows: DefinitionMark[];
}

/** The same order of columns in each part. */
const MARKS = `
  SELECT 'tag' AS kind, id::bigint AS id, id AS "tagId", NULL::int AS "groupId", NULL::text AS "departmentId", md5(t::text) AS mark FROM tags t
  UNION ALL SELECT 'group', id, NULL, id, NULL, md5(g::text) FROM tag_groups g
  UNION ALL SELECT 'local_name', tag_id, tag_id, NULL, department_id::text, md5(l::text) FROM tag_local_names l
  UNION ALL SELECT 'flow', id, NULL, NULL, department_id::text, version::text FROM flows WHERE version IS NOT NULL
  UNION ALL SELECT 'share', id, tag_id, group_id, department_id::text, md5(s::text) FROM shares s WHERE ended_at IS NULL
  UNION ALL SELECT 'request', id, tag_id, group_id, department_id::text, md5(r::text) FROM share_requests r WHERE status = 'open'
  UNION ALL SELECT 'everyone', 0, NULL, NULL, NULL, coalesce(md5(string_agg(said, '' ORDER BY said)), '') FROM (
    SELECT m::text AS said FROM metrics m
    UNION ALL SELECT e::text FROM event_types e
    UNION ALL SELECT (r.id, r.definition, r.recency_cut, r.frequency_cut, r.monetary_cut)::text FROM rfm_models r
    UNION ALL SELECT d::text FROM departments d
    UNION ALL SELECT (w.id, w.name, w.enabled)::text FROM webhook_endpoints w) AS common`;

/** What there is, without what it says; one read serves all viewers. */
@Injectable()
export class DefinitionMarksRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async read(): Promise<DefinitionMarks> {
    const { rows } = await this.pool.query<{ version: string; rows: DefinitionMark[] }>(
      `SELECT version::text AS version, (SELECT json_agg(m ORDER BY m.kind, m.id) FROM (${MARKS}) m) AS rows FROM catalog_state`,
    );
    return rows[0];
  }
}
