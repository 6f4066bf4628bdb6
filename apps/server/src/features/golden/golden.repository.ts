import { Inject, Injectable } from '@nestjs/common';
import type { Flow, GoldenCase, GoldenExpectation } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

type Client = Pick<PoolClient, 'query'>;
interface GoldenFlowRow {
  id: number;
  draft: Flow;
  revision: number;
  /** The zone of the department that the flow belongs to. */
  departmentZone: string | null;
  updatedAt: Date | null;
  updatedBy: string | null;
}

/** Golden cases, and what must be known of the flow that they belong to. */
@Injectable()
export class GoldenRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async flow(id: string, client: Client = this.pool): Promise<GoldenFlowRow | null> {
    const { rows } = await client.query<GoldenFlowRow>(
      `SELECT f.id, f.draft, f.golden_revision AS revision, d.time_zone AS "departmentZone",
         last.updated_at AS "updatedAt", last.updated_by AS "updatedBy"
       FROM flows f LEFT JOIN departments d ON d.id = f.department_id
       LEFT JOIN LATERAL (SELECT updated_at, updated_by FROM golden_cases WHERE flow_id = f.id LIMIT 1) last ON true
       WHERE f.id = $1::bigint`,
      [id],
    );
    return rows[0] ?? null;
  }

  async cases(id: string, client: Client = this.pool): Promise<GoldenCase[]> {
    const { rows } = await client.query<
      Omit<GoldenCase, 'now' | 'has'> & { now: Date | null; has: GoldenExpectation[] | null }
    >('SELECT name, facts, now, expected, has FROM golden_cases WHERE flow_id = $1::bigint ORDER BY position', [id]);
    return rows.map(({ now, has, ...golden }) => ({ ...golden, now: now?.toISOString() ?? null, ...(has && { has }) }));
  }

  /** Whether the table was at `revision`; publishing and saving wait for each other at the flow's row. */
  async advance(client: Client, id: string, revision: number): Promise<boolean> {
    const { rowCount } = await client.query(
      'UPDATE flows SET golden_revision = golden_revision + 1 WHERE id = $1::bigint AND golden_revision = $2::bigint',
      [id, revision],
    );
    return rowCount === 1;
  }

  async replace(client: Client, id: string, cases: readonly GoldenCase[], by: string): Promise<void> {
    await client.query('DELETE FROM golden_cases WHERE flow_id = $1::bigint', [id]);
    await client.query(
      `INSERT INTO golden_cases (flow_id, position, name, facts, now, expected, has, updated_by)
       SELECT $1::bigint, c.at - 1, c.one ->> 'name', c.one -> 'facts', (c.one ->> 'now')::timestamptz, c.one -> 'expected',
         nullif(c.one -> 'has', '[]'), $3
       FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS c (one, at)`,
      [id, JSON.stringify(cases), by],
    );
  }
}
