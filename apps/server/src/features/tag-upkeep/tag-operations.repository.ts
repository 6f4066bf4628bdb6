import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@tagloom/access';
import type { TagOperation, TagOperationKind } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import type { LoadedTag, LoadedTagGroup } from '../catalog/loaded-catalog.js';

export interface OperationRow {
  id: string;
  kind: TagOperationKind;
  from_tags: LoadedTag[];
  into_tags: LoadedTag[];
  group_definition: LoadedTagGroup | null;
  counts: Partial<TagOperation['counts']>;
  reason: string | null;
  by_name: string;
  at: Date;
  until: Date;
  undone_at: Date | null;
  undone_by: string | null;
  purged_at: Date | null;
}

export interface NewOperation {
  kind: TagOperationKind;
  from: readonly LoadedTag[];
  into?: readonly LoadedTag[];
  group?: LoadedTagGroup;
  reason: string | null;
  by: Actor;
  at: Date;
  until: Date;
}

const SELECT = `SELECT id::text AS id, kind, from_tags, into_tags, group_definition, counts, reason, by_name, at, until, undone_at,
  undone_by, purged_at FROM tag_operations`;
const KEPT = 500;

@Injectable()
export class TagOperationsRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async insert(client: PoolClient, operation: NewOperation): Promise<string> {
    const { kind, from, into = [], group = null, reason, by, at, until } = operation;
    const { rows } = await client.query<{ id: string }>(
      `INSERT INTO tag_operations (kind, from_tags, into_tags, group_definition, reason, by_kind, by_id, by_name, at, until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id::text AS id`,
      [
        kind,
        JSON.stringify(from),
        JSON.stringify(into),
        group && JSON.stringify(group),
        reason,
        by.kind,
        by.id,
        by.name,
        at,
        until,
      ],
    );
    return rows[0].id;
  }

  async count(client: PoolClient, id: string, counts: Partial<TagOperation['counts']>): Promise<void> {
    await client.query('UPDATE tag_operations SET counts = $2 WHERE id = $1', [id, JSON.stringify(counts)]);
  }

  /** One of this very transaction. */
  async findOrFail(client: PoolClient, id: string): Promise<OperationRow> {
    const row = await this.lock(client, id);
    if (!row) throw new Error(`there is no operation ${id}`);
    return row;
  }

  async lock(client: PoolClient, id: string): Promise<OperationRow | null> {
    const { rows } = await client.query<OperationRow>(`${SELECT} WHERE id = $1::bigint FOR UPDATE`, [id]);
    return rows[0] ?? null;
  }

  async find(id: string): Promise<OperationRow | null> {
    const { rows } = await this.pool.query<OperationRow>(`${SELECT} WHERE id = $1::bigint`, [id]);
    return rows[0] ?? null;
  }

  /** Newest first. */
  async list(): Promise<OperationRow[]> {
    const { rows } = await this.pool.query<OperationRow>(`${SELECT} ORDER BY tag_operations.id DESC LIMIT ${KEPT}`);
    return rows;
  }

  /** Deletions that can be undone, newest first. */
  async binned(now: Date): Promise<OperationRow[]> {
    const { rows } = await this.pool.query<OperationRow>(
      `${SELECT} WHERE kind IN ('delete', 'delete_group') AND undone_at IS NULL AND purged_at IS NULL AND until > $1 ORDER BY tag_operations.id DESC`,
      [now],
    );
    return rows;
  }

  async undone(client: PoolClient, id: string, by: string, at: Date): Promise<void> {
    await client.query('UPDATE tag_operations SET undone_at = $2, undone_by = $3 WHERE id = $1', [id, at, by]);
    await this.forget(client, [id]);
  }

  /** Drops what is past its time. The operation itself stays, as a record. */
  async purge(client: PoolClient, now: Date): Promise<number> {
    const { rows } = await client.query<{ id: string }>(
      `UPDATE tag_operations SET purged_at = $1 WHERE undone_at IS NULL AND purged_at IS NULL AND until <= $1 RETURNING id::text AS id`,
      [now],
    );
    if (rows.length > 0)
      await this.forget(
        client,
        rows.map(({ id }) => id),
      );
    return rows.length;
  }

  private async forget(client: PoolClient, ids: readonly string[]): Promise<void> {
    await client.query('DELETE FROM tag_operation_claims WHERE operation_id = ANY ($1::bigint[])', [ids]);
    await client.query('DELETE FROM tag_operation_rows WHERE operation_id = ANY ($1::bigint[])', [ids]);
  }
}
