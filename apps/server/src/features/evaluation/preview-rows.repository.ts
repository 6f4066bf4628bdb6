import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';

/** The customers of a stretch whom a department looks after; null is no department. */
export interface DepartmentCount {
  id: string | null;
  name: string | null;
  customers: number;
}

/** By customer; those whom no department looks after are absent. */
export type DepartmentOf = ReadonlyMap<string, string>;

/** A department looks after a customer itself, or one of its people does. */
const DEPARTMENT = `CASE c.owner_kind WHEN 'department' THEN c.owner_id
  WHEN 'user' THEN (SELECT u.department_id FROM users u WHERE u.id = c.owner_id) END`;

/** Who looks after whom, for previews. */
@Injectable()
export class PreviewRowsRepository {
  async total(client: ClientBase): Promise<number> {
    const { rows } = await client.query<{ total: number }>('SELECT count(*)::int AS total FROM customers');
    return rows[0].total;
  }

  /** Customers behind `from`, up to `to`. */
  async countByDepartment(client: ClientBase, from: string, to: string): Promise<DepartmentCount[]> {
    const { rows } = await client.query<DepartmentCount>(
      `SELECT n.id::text AS id, d.name, n.customers
       FROM (SELECT ${DEPARTMENT} AS id, count(*)::int AS customers FROM customers c WHERE c.id > $1 AND c.id <= $2 GROUP BY 1) n
       LEFT JOIN departments d ON d.id = n.id`,
      [from, to],
    );
    return rows;
  }

  async departmentsOf(client: ClientBase, customerIds: readonly string[]): Promise<DepartmentOf> {
    const { rows } = await client.query<{ id: string; department: string }>(
      `SELECT c.id::text AS id, (${DEPARTMENT})::text AS department FROM customers c
       WHERE c.id = ANY($1::bigint[]) AND c.owner_kind IN ('department', 'user') AND ${DEPARTMENT} IS NOT NULL`,
      [customerIds],
    );
    return new Map(rows.map(({ id, department }) => [id, department]));
  }
}
