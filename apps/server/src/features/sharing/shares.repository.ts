import { Inject, Injectable } from '@nestjs/common';
import type { LocalizedText, ShareLevel } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import type { Target } from './share-target.js';

export interface ShareRow {
  id: string;
  tag_id: number | null;
  group_id: number | null;
  name: LocalizedText;
  department_id: string;
  department_name: string;
  level: ShareLevel;
  purpose: string;
  until: Date | null;
  granted_by: string;
  granted_at: Date;
  ended_at: Date | null;
  ended_by: string | null;
}

export interface NewShare extends Target {
  departmentId: string;
  level: ShareLevel;
  purpose: string;
  until: string | null;
  by: { id: string; name: string };
  at: Date;
}

export interface ShareFilter {
  tag?: number;
  group?: number;
  department?: string;
  ended: boolean;
}

const SELECT = `
  SELECT s.id::text AS id, s.tag_id, s.group_id, coalesce(t.name, g.name, '{"zh-CN": ""}') AS name,
    s.department_id::text AS department_id, d.name AS department_name, s.level, s.purpose, s.until,
    s.granted_by, s.granted_at, s.ended_at, s.ended_by
  FROM shares s JOIN departments d ON d.id = s.department_id
  LEFT JOIN known_tags t ON t.id = s.tag_id LEFT JOIN tag_groups g ON g.id = s.group_id`;

@Injectable()
export class SharesRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Newest first. */
  async list({ tag, group, department, ended }: ShareFilter): Promise<ShareRow[]> {
    const { rows } = await this.pool.query<ShareRow>(
      `${SELECT} WHERE ($1::int IS NULL OR s.tag_id = $1) AND ($2::int IS NULL OR s.group_id = $2)
         AND ($3::bigint IS NULL OR s.department_id = $3) AND ($4 OR s.ended_at IS NULL) ORDER BY s.id DESC`,
      [tag ?? null, group ?? null, department ?? null, ended],
    );
    return rows;
  }

  async find(client: PoolClient, id: string): Promise<ShareRow | null> {
    await client.query('SELECT FROM shares WHERE id = $1::bigint FOR UPDATE', [id]);
    const { rows } = await client.query<ShareRow>(`${SELECT} WHERE s.id = $1::bigint`, [id]);
    return rows[0] ?? null;
  }

  async insert(client: PoolClient, share: NewShare): Promise<string> {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO shares (tag_id, group_id, department_id, level, purpose, until, granted_by_id, granted_by, granted_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id::text AS id`,
      [
        share.tagId,
        share.groupId,
        share.departmentId,
        share.level,
        share.purpose,
        share.until,
        share.by.id,
        share.by.name,
        share.at,
      ],
    );
    return rows[0].id;
  }

  /** What the department has of the target until now gives way. */
  async endFormer(client: PoolClient, target: Target, departmentId: string, by: string, at: Date): Promise<void> {
    await client.query(
      `UPDATE shares SET ended_at = $4, ended_by = $5 WHERE ended_at IS NULL AND department_id = $3
         AND tag_id IS NOT DISTINCT FROM $1::int AND group_id IS NOT DISTINCT FROM $2::int`,
      [target.tagId, target.groupId, departmentId, at, by],
    );
  }

  async end(client: PoolClient, id: string, by: string, at: Date): Promise<void> {
    await client.query('UPDATE shares SET ended_at = $2, ended_by = $3 WHERE id = $1::bigint', [id, at, by]);
  }

  /** Those whose end has come. In the caller's transaction, skipping what another process is at. */
  async expired(client: PoolClient, now: Date): Promise<ShareRow[]> {
    const { rows: due } = await client.query<{ id: string }>(
      'SELECT id::text AS id FROM shares WHERE ended_at IS NULL AND until <= $1 ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED',
      [now],
    );
    const { rows } = await client.query<ShareRow>(`${SELECT} WHERE s.id = ANY ($1::bigint[]) ORDER BY s.id`, [
      due.map(({ id }) => id),
    ]);
    return rows;
  }

  /** Those that end before `until` and have not been announced; from now on they have. */
  async ending(client: PoolClient, now: Date, until: Date): Promise<ShareRow[]> {
    const { rows: due } = await client.query<{ id: string }>(
      `UPDATE shares SET announced_at = $1 WHERE id IN (
         SELECT id FROM shares WHERE ended_at IS NULL AND announced_at IS NULL AND until > $1 AND until <= $2
         ORDER BY id LIMIT 100 FOR UPDATE SKIP LOCKED) RETURNING id::text AS id`,
      [now, until],
    );
    if (due.length === 0) return [];
    const { rows } = await client.query<ShareRow>(`${SELECT} WHERE s.id = ANY ($1::bigint[]) ORDER BY s.id`, [
      due.map(({ id }) => id),
    ]);
    return rows;
  }
}
