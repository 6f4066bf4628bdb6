import { Injectable } from '@nestjs/common';
import type { FieldRule } from '@tagloom/contracts';
import type { ClientBase } from 'pg';

type Queryable = Pick<ClientBase, 'query'>;
export interface FieldAccessState {
  revision: number;
  updated_at: Date | null;
  updated_by: string | null;
}

@Injectable()
export class FieldRulesRepository {
  async rules(client: Queryable): Promise<FieldRule[]> {
    const { rows } = await client.query<FieldRule>(
      `SELECT field, role, department_id::text AS "departmentId", level FROM field_rules ORDER BY field, role, department_id`,
    );
    return rows;
  }

  async state(client: Queryable): Promise<FieldAccessState> {
    const { rows } = await client.query<FieldAccessState>('SELECT revision, updated_at, updated_by FROM field_access');
    return rows[0];
  }

  /** False when the revision is stale. */
  async advance(client: Queryable, revision: number, at: Date, by: string): Promise<boolean> {
    const { rowCount } = await client.query(
      'UPDATE field_access SET revision = revision + 1, updated_at = $2, updated_by = $3 WHERE revision = $1',
      [revision, at, by],
    );
    return rowCount === 1;
  }

  async replace(client: Queryable, rules: readonly FieldRule[]): Promise<void> {
    await client.query('DELETE FROM field_rules');
    await client.query(
      `INSERT INTO field_rules (field, role, department_id, level)
       SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[])`,
      [
        rules.map(({ field }) => field),
        rules.map(({ role }) => role),
        rules.map(({ departmentId }) => departmentId),
        rules.map(({ level }) => level),
      ],
    );
  }
}
