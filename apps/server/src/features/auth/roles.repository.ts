import { Inject, Injectable } from '@nestjs/common';
import type { DepartmentRole, Role } from '@tagloom/contracts';
import type { ClientBase, Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { isForeignKeyViolation, isUniqueViolation } from '../../platform/database/postgres-errors.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { departmentNotFound } from './department-failures.js';

type Queryable = Pick<ClientBase, 'query'>;
interface Owned {
  userId: string;
}

const ROLES_OF_PEOPLE = `SELECT r.user_id::text AS "userId", r.id::text AS id, r.department_id::text AS "departmentId", d.name AS "departmentName", r.role
  FROM department_roles r LEFT JOIN departments d ON d.id = r.department_id`;

/** Who has which role where. The oldest of a person's roles is their first. */
@Injectable()
export class RolesRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Oldest first. */
  async of(userId: string, client: Queryable = this.pool): Promise<DepartmentRole[]> {
    const { rows } = await client.query<DepartmentRole & Owned>(
      `${ROLES_OF_PEOPLE} WHERE r.user_id = $1 ORDER BY r.id`,
      [userId],
    );
    return rows.map(toRole);
  }

  /** By person. */
  async all(): Promise<Map<string, DepartmentRole[]>> {
    const { rows } = await this.pool.query<DepartmentRole & Owned>(`${ROLES_OF_PEOPLE} ORDER BY r.id`);
    const all = new Map<string, DepartmentRole[]>();
    for (const row of rows) all.set(row.userId, [...(all.get(row.userId) ?? []), toRole(row)]);
    return all;
  }

  async add(userId: string, departmentId: string | null, role: Role): Promise<void> {
    try {
      await this.pool.query('INSERT INTO department_roles (user_id, department_id, role) VALUES ($1, $2, $3)', [
        userId,
        departmentId,
        role,
      ]);
    } catch (error) {
      if (departmentId !== null && isForeignKeyViolation(error)) throw departmentNotFound(departmentId, 'departmentId');
      if (!isUniqueViolation(error)) throw error;
      throw new DomainError('conflict', 'This person has a role there already', {
        path: 'departmentId',
        hint: 'Change that role instead.',
      });
    }
  }

  async change(client: Queryable, id: string, role: Role): Promise<void> {
    await client.query('UPDATE department_roles SET role = $2 WHERE id = $1', [id, role]);
  }

  /** Sessions that act in it go on in the first role that is left; without any, they end. */
  async remove(client: Queryable, userId: string, id: string): Promise<void> {
    await client.query('DELETE FROM department_roles WHERE id = $1', [id]);
    await client.query(
      'DELETE FROM sessions WHERE user_id = $1 AND NOT EXISTS (SELECT FROM department_roles r WHERE r.user_id = $1)',
      [userId],
    );
  }

  /** The roles of those who administer the whole organisation. They stay as they are until the end of the transaction. */
  async lockAdmins(client: Queryable): Promise<string[]> {
    const { rows } = await client.query<{ id: string }>(
      `SELECT id::text AS id FROM department_roles WHERE role = 'admin' AND department_id IS NULL ORDER BY department_roles.id FOR UPDATE`,
    );
    return rows.map(({ id }) => id);
  }
}

const toRole = ({ id, departmentId, departmentName, role }: DepartmentRole): DepartmentRole => ({
  id,
  departmentId,
  departmentName,
  role,
});
