import { Inject, Injectable } from '@nestjs/common';
import type { LocalizedText, ShareLevel, ShareRequestStatus } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import type { Target } from './share-target.js';

export interface ShareRequestRow {
  id: string;
  tag_id: number | null;
  group_id: number | null;
  name: LocalizedText;
  department_id: string;
  department_name: string;
  level: ShareLevel;
  purpose: string;
  until: Date | null;
  status: ShareRequestStatus;
  asked_by_id: string;
  asked_by: string;
  asked_at: Date;
  answered_by: string | null;
  answered_at: Date | null;
  answer: string | null;
}

export interface NewShareRequest extends Target {
  departmentId: string;
  level: ShareLevel;
  purpose: string;
  until: string | null;
  by: { id: string; name: string };
  at: Date;
}

/** Whose requests: everyone's, or those of a department and those about what it owns. */
export interface Concerned {
  everyone: boolean;
  departmentId: string | null;
  tagIds: number[];
  groupIds: number[];
}

const SELECT = `
  SELECT r.id::text AS id, r.tag_id, r.group_id, coalesce(t.name, g.name, '{"zh-CN": ""}') AS name,
    r.department_id::text AS department_id, d.name AS department_name, r.level, r.purpose, r.until, r.status,
    r.asked_by_id, r.asked_by, r.asked_at, r.answered_by, r.answered_at, r.answer
  FROM share_requests r JOIN departments d ON d.id = r.department_id
  LEFT JOIN known_tags t ON t.id = r.tag_id LEFT JOIN tag_groups g ON g.id = r.group_id`;

@Injectable()
export class ShareRequestsRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Newest first, at most 500. */
  async list(status: ShareRequestStatus | null, of: Concerned): Promise<ShareRequestRow[]> {
    const { rows } = await this.pool.query<ShareRequestRow>(
      `${SELECT} WHERE ($1::text IS NULL OR r.status = $1)
         AND ($2 OR r.department_id = $3::bigint OR r.tag_id = ANY ($4::int[]) OR r.group_id = ANY ($5::int[]))
       ORDER BY r.id DESC LIMIT 500`,
      [status, of.everyone, of.departmentId, of.tagIds, of.groupIds],
    );
    return rows;
  }

  async find(client: PoolClient, id: string): Promise<ShareRequestRow | null> {
    await client.query('SELECT FROM share_requests WHERE id = $1::bigint FOR UPDATE', [id]);
    const { rows } = await client.query<ShareRequestRow>(`${SELECT} WHERE r.id = $1::bigint`, [id]);
    return rows[0] ?? null;
  }

  /** What the department asks for already. */
  async openOf(client: PoolClient, { tagId, groupId }: Target, departmentId: string): Promise<ShareRequestRow | null> {
    const { rows } = await client.query<ShareRequestRow>(
      `${SELECT} WHERE r.status = 'open' AND r.department_id = $3 AND r.tag_id IS NOT DISTINCT FROM $1::int
         AND r.group_id IS NOT DISTINCT FROM $2::int`,
      [tagId, groupId, departmentId],
    );
    return rows[0] ?? null;
  }

  async insert(client: PoolClient, request: NewShareRequest): Promise<ShareRequestRow> {
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO share_requests (tag_id, group_id, department_id, level, purpose, until, asked_by_id, asked_by, asked_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id::text AS id`,
      [
        request.tagId,
        request.groupId,
        request.departmentId,
        request.level,
        request.purpose,
        request.until,
        request.by.id,
        request.by.name,
        request.at,
      ],
    );
    return (await this.find(client, rows[0].id)) as ShareRequestRow;
  }

  async settle(
    client: PoolClient,
    id: string,
    {
      status,
      by,
      at,
      note,
      shareId,
    }: { status: ShareRequestStatus; by: { id: string; name: string }; at: Date; note: string; shareId: string | null },
  ): Promise<ShareRequestRow> {
    await client.query(
      `UPDATE share_requests SET status = $2, answered_by_id = $3, answered_by = $4, answered_at = $5, answer = $6, share_id = $7
       WHERE id = $1::bigint`,
      [id, status, by.id, by.name, at, note, shareId],
    );
    return (await this.find(client, id)) as ShareRequestRow;
  }
}
