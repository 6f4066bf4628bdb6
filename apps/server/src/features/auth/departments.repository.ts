import { Inject, Injectable } from '@nestjs/common';
import type { CreateDepartmentRequest, Department, DepartmentUse } from '@tagloom/contracts';
import type { ClientBase, Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { isForeignKeyViolation, isUniqueViolation } from '../../platform/database/postgres-errors.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { departmentInUse, nameTaken, type DepartmentStep } from './department-failures.js';

export type NewDepartment = Pick<Department, 'key' | 'name' | 'parentId' | 'timeZone'>;
type Place = Pick<CreateDepartmentRequest, 'key' | 'name'>;

const COLUMNS = `id::text AS id, key, name, time_zone AS "timeZone", parent_id::text AS "parentId", revision`;
const USE_OF_TABLE: Record<string, DepartmentUse | undefined> = {
  departments: 'departments',
  department_roles: 'people',
  flows: 'flows',
  tags: 'tags',
  tag_groups: 'tags',
  shares: 'shares',
  share_requests: 'shares',
  api_keys: 'keys',
};

@Injectable()
export class DepartmentsRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async list(): Promise<Department[]> {
    const { rows } = await this.pool.query<Department>(`SELECT ${COLUMNS} FROM departments ORDER BY id`);
    return rows;
  }

  async find(id: string, client: Pick<ClientBase, 'query'> = this.pool): Promise<Department | null> {
    const { rows } = await client.query<Department>(`SELECT ${COLUMNS} FROM departments WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** The department and those above it, nearest first; empty when there is none. */
  async chain(id: string, client: Pick<ClientBase, 'query'> = this.pool): Promise<DepartmentStep[]> {
    const { rows } = await client.query<DepartmentStep>(
      `WITH RECURSIVE chain AS (
         SELECT id, name, parent_id, 0 AS distance FROM departments WHERE id = $1
         UNION ALL SELECT d.id, d.name, d.parent_id, c.distance + 1 FROM chain c JOIN departments d ON d.id = c.parent_id
       ) CYCLE id SET is_cycle USING seen
       SELECT id::text AS id, name FROM chain WHERE NOT is_cycle ORDER BY distance`,
      [id],
    );
    return rows;
  }

  insert(client: ClientBase, department: NewDepartment): Promise<Department> {
    const { key, name, parentId, timeZone } = department;
    return this.one(client, department, {
      text: `INSERT INTO departments (key, name, parent_id, time_zone) VALUES ($1, $2, $3, $4) RETURNING ${COLUMNS}`,
      values: [key, name, parentId, timeZone],
    });
  }

  update(client: ClientBase, { id, key, name, parentId, timeZone }: Department): Promise<Department> {
    return this.one(
      client,
      { key, name },
      {
        text: `UPDATE departments SET name = $2, parent_id = $3, time_zone = $4, revision = revision + 1 WHERE id = $1 RETURNING ${COLUMNS}`,
        values: [id, name, parentId, timeZone],
      },
    );
  }

  async delete(client: ClientBase, id: string): Promise<void> {
    // a revoked key opens nothing, so that it may lose its department
    await client.query('UPDATE api_keys SET department_id = NULL WHERE department_id = $1 AND revoked_at IS NOT NULL', [
      id,
    ]);
    try {
      await client.query('DELETE FROM departments WHERE id = $1', [id]);
    } catch (error) {
      // somebody has just put something into it
      if (!isForeignKeyViolation(error)) throw error;
      const table = error instanceof Error && 'table' in error ? String(error.table) : '';
      throw departmentInUse({ [USE_OF_TABLE[table] ?? 'rules']: 1 });
    }
  }

  private async one(
    client: ClientBase,
    { key, name }: Place,
    query: { text: string; values: unknown[] },
  ): Promise<Department> {
    try {
      return (await client.query<Department>(query)).rows[0];
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      if (error instanceof Error && 'constraint' in error && error.constraint === 'departments_name')
        throw nameTaken(name);
      throw new DomainError('key_taken', `There is already a department with the key ${key}.`, {
        path: 'key',
        hint: 'Choose another key.',
      });
    }
  }
}
