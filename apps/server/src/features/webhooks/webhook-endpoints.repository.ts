import { Inject, Injectable } from '@nestjs/common';
import type { ClientBase, Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

export interface EndpointRow {
  id: number;
  name: string;
  url: string;
  enabled: boolean;
  created_at: Date;
  created_by: string;
  last_delivered_at: Date | null;
  last_error: string | null;
}
/** What a call needs; the secrets are still sealed. */
export interface CallableRow {
  url: string;
  enabled: boolean;
  secret: Buffer;
  old_secret: Buffer | null;
}

const COLUMNS = 'id, name, url, enabled, created_at, created_by, last_delivered_at, last_error';

@Injectable()
export class WebhookEndpointsRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async list(): Promise<EndpointRow[]> {
    const { rows } = await this.pool.query<EndpointRow>(`SELECT ${COLUMNS} FROM webhook_endpoints ORDER BY id`);
    return rows;
  }

  async find(id: number): Promise<EndpointRow | null> {
    const { rows } = await this.pool.query<EndpointRow>(`SELECT ${COLUMNS} FROM webhook_endpoints WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  async insert(endpoint: { name: string; url: string; secret: Buffer; createdBy: string }): Promise<EndpointRow> {
    const { rows } = await this.pool.query<EndpointRow>(
      `INSERT INTO webhook_endpoints (name, url, secret, created_by) VALUES ($1, $2, $3, $4) RETURNING ${COLUMNS}`,
      [endpoint.name, endpoint.url, endpoint.secret, endpoint.createdBy],
    );
    return rows[0];
  }

  /** Absent fields stay; an endpoint that is enabled again starts without its last error. */
  async update(id: number, change: { name?: string; url?: string; enabled?: boolean }): Promise<EndpointRow | null> {
    const { rows } = await this.pool.query<EndpointRow>(
      `UPDATE webhook_endpoints SET name = coalesce($2, name), url = coalesce($3, url), enabled = coalesce($4, enabled),
         last_error = CASE WHEN $4 AND NOT enabled THEN NULL ELSE last_error END
       WHERE id = $1 RETURNING ${COLUMNS}`,
      [id, change.name ?? null, change.url ?? null, change.enabled ?? null],
    );
    return rows[0] ?? null;
  }

  async rotate(id: number, secret: Buffer, oldUntil: Date): Promise<EndpointRow | null> {
    const { rows } = await this.pool.query<EndpointRow>(
      `UPDATE webhook_endpoints SET old_secret = secret, old_secret_until = $3, secret = $2 WHERE id = $1 RETURNING ${COLUMNS}`,
      [id, secret, oldUntil],
    );
    return rows[0] ?? null;
  }

  async delete(client: PoolClient, id: number): Promise<boolean> {
    const { rowCount } = await client.query('DELETE FROM webhook_endpoints WHERE id = $1', [id]);
    return rowCount === 1;
  }

  async callable(id: number, now: Date): Promise<CallableRow | null> {
    const { rows } = await this.pool.query<CallableRow>(
      `SELECT url, enabled, secret, CASE WHEN old_secret_until > $2 THEN old_secret END AS old_secret
       FROM webhook_endpoints WHERE id = $1`,
      [id, now],
    );
    return rows[0] ?? null;
  }

  /** Names by id; the rows cannot be deleted before the end of the transaction. */
  async names(client: ClientBase, ids: readonly number[]): Promise<Map<number, string>> {
    const { rows } = await client.query<{ id: number; name: string }>(
      'SELECT id, name FROM webhook_endpoints WHERE id = ANY($1::int[]) FOR KEY SHARE',
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** At most once a second per endpoint, unless something new is to be said. */
  async noteDelivered(id: number, at: Date): Promise<void> {
    await this.pool.query(
      `UPDATE webhook_endpoints SET last_delivered_at = $2, last_error = NULL
       WHERE id = $1 AND (last_error IS NOT NULL OR last_delivered_at IS NULL OR last_delivered_at < $2::timestamptz - interval '1 s')`,
      [id, at],
    );
  }

  async noteFailed(id: number, error: string): Promise<void> {
    await this.pool.query(
      'UPDATE webhook_endpoints SET last_error = $2 WHERE id = $1 AND last_error IS DISTINCT FROM $2',
      [id, error],
    );
  }

  async disable(id: number): Promise<void> {
    await this.pool.query('UPDATE webhook_endpoints SET enabled = false WHERE id = $1 AND enabled', [id]);
  }
}
