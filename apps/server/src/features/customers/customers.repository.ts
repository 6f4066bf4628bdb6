import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { ClaimSource, ClaimStance, CustomerDetail } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { ScopedReads } from '../catalog/scoped-reads.js';
import type { CustomerRow } from './customer-columns.js';

export interface IdentityRow {
  channel: string;
  connection: string;
  external_id: string;
}
export interface ClaimRow {
  id: string;
  tag_id: number;
  source: ClaimSource;
  source_id: string;
  source_name: string;
  stance: ClaimStance;
  value: unknown;
  priority: number;
  flow_version: number | null;
  since: Date;
  expires_at: Date | null;
  reason: string | null;
}

export interface TeamMember {
  userId: string;
  departmentId: string | null;
  role: string;
}

/** One customer, and who looks after them. */
@Injectable()
export class CustomersRepository {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly scoped: ScopedReads,
  ) {}

  async find(id: string, columns: string): Promise<CustomerRow | null> {
    const { rows } = await this.pool.query<CustomerRow>(`SELECT ${columns} FROM customers c WHERE c.id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Ids of the tags in effect; null when there is no such customer. */
  async tags(id: string): Promise<number[] | null> {
    const { rows } = await this.pool.query<{ tags: number[] }>('SELECT tags FROM customers WHERE id = $1', [id]);
    return rows[0]?.tags ?? null;
  }

  async exists(id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('SELECT 1 FROM customers WHERE id = $1', [id]);
    return rowCount === 1;
  }

  async identities(id: string): Promise<IdentityRow[]> {
    const { rows } = await this.pool.query<IdentityRow>(
      'SELECT channel, connection, external_id FROM identities WHERE customer_id = $1 ORDER BY channel, connection, external_id',
      [id],
    );
    return rows;
  }

  /** Who looks after the customer; null when nobody does, or they are gone. */
  async owner(id: string): Promise<CustomerDetail['owner']> {
    const { rows } = await this.pool.query<NonNullable<CustomerDetail['owner']>>(
      `SELECT c.owner_kind AS kind, coalesce(c.owner_role, c.owner_id::text) AS id, coalesce(u.name, d.name, c.owner_role) AS name
       FROM customers c
       LEFT JOIN users u ON c.owner_kind = 'user' AND u.id = c.owner_id
       LEFT JOIN departments d ON c.owner_kind = 'department' AND d.id = c.owner_id
       WHERE c.id = $1 AND coalesce(u.name, d.name, c.owner_role) IS NOT NULL`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Hands the customer from a team to one of its people. False when it is with no team of theirs (any more), or there is none. */
  async take(id: string, { userId, departmentId, role }: TeamMember): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE customers SET owner_kind = 'user', owner_id = $2, owner_role = NULL
       WHERE id = $1 AND (owner_kind = 'department' AND owner_id = $3 OR owner_kind = 'role' AND owner_role = $4)`,
      [id, userId, departmentId, role],
    );
    return rowCount === 1;
  }

  /** Live claims, oldest first. */
  async claims(context: ActorContext, id: string): Promise<ClaimRow[]> {
    return this.scoped.read(context, async (client, filterTags) => {
      const params: unknown[] = [id];
      const filter = filterTags('masked', 'tag_id', (value) => params.push(value));
      const { rows } = await client.query<ClaimRow>(
        `SELECT id::text AS id, tag_id, source, source_id, source_name, stance, value, priority, flow_version, since, expires_at, reason
       FROM claims WHERE customer_id = $1 AND ${filter} ORDER BY since, id`,
        params,
      );
      return rows;
    });
  }
}
