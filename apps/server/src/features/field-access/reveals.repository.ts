import { Inject, Injectable } from '@nestjs/common';
import type { ProfileKey } from '@tagloom/contracts';
import type { ClientBase, Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

export interface NewReveal {
  customerId: string;
  field: ProfileKey;
  reason: string;
  userId: string;
  userName: string;
  departmentId: string | null;
  at: Date;
  until: Date;
}
export interface RevealRow {
  id: string;
  customer_id: string;
  customer_name: string | null;
  field: ProfileKey;
  reason: string;
  user_id: string;
  user_name: string;
  department_name: string | null;
  at: Date;
  until: Date;
}

@Injectable()
export class RevealsRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Fields of a customer that a person sees at `now`. */
  async live(userId: string, customerId: string, now: Date): Promise<{ field: ProfileKey; until: Date }[]> {
    const { rows } = await this.pool.query<{ field: ProfileKey; until: Date }>(
      `SELECT field, max(until) AS until FROM field_reveals
       WHERE user_id = $1 AND customer_id = $2 AND until > $3 AND at <= $3 GROUP BY field`,
      [userId, customerId, now],
    );
    return rows;
  }

  /** Two requests of one person wait for each other, so that they cannot both be the last one. */
  async lockPerson(client: ClientBase, userId: string): Promise<void> {
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('field_reveals ' || $1, 0))`, [userId]);
  }

  async since(client: ClientBase, userId: string, after: Date): Promise<{ count: number; oldest: Date | null }> {
    const { rows } = await client.query<{ count: number; oldest: Date | null }>(
      'SELECT count(*)::int AS count, min(at) AS oldest FROM field_reveals WHERE user_id = $1 AND at > $2',
      [userId, after],
    );
    return rows[0];
  }

  /** A profile field of a customer as text; undefined when there is no such customer. */
  async value(client: ClientBase, customerId: string, field: ProfileKey): Promise<string | null | undefined> {
    const { rows } = await client.query<{ value: string | null }>(
      `SELECT p_${field}::text AS value FROM customers WHERE id = $1`,
      [customerId],
    );
    return rows[0]?.value;
  }

  async insert(client: ClientBase, reveal: NewReveal): Promise<void> {
    await client.query(
      `INSERT INTO field_reveals (customer_id, field, reason, user_id, user_name, department_id, at, until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        reveal.customerId,
        reveal.field,
        reveal.reason,
        reveal.userId,
        reveal.userName,
        reveal.departmentId,
        reveal.at,
        reveal.until,
      ],
    );
  }

  /** Newest first; of people who acted in `branch` or below it, null being everyone. */
  async list(branch: string | null, before: string | null, limit: number): Promise<RevealRow[]> {
    const { rows } = await this.pool.query<RevealRow>(
      `WITH RECURSIVE below (id) AS (
         SELECT d.id FROM departments d WHERE d.id = $1::bigint
         UNION SELECT d.id FROM below JOIN departments d ON d.parent_id = below.id)
       SELECT r.id::text AS id, r.customer_id::text AS customer_id, c.p_name AS customer_name, r.field, r.reason,
         r.user_id::text AS user_id, r.user_name, d.name AS department_name, r.at, r.until
       FROM field_reveals r LEFT JOIN customers c ON c.id = r.customer_id LEFT JOIN departments d ON d.id = r.department_id
       WHERE ($1::bigint IS NULL OR r.department_id IN (SELECT id FROM below)) AND ($2::bigint IS NULL OR r.id < $2)
       ORDER BY r.id DESC LIMIT $3`,
      [branch, before, limit],
    );
    return rows;
  }
}
