import { Inject, Injectable } from '@nestjs/common';
import type { Flow } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

/** Null is the whole enterprise; names of the time. */
export interface FlowMoveRow {
  from_id: string | null;
  from_name: string | null;
  to_id: string | null;
  to_name: string | null;
  by_name: string;
  agreed_by: string | null;
  at: Date;
}

/** A flow that may move, locked. */
export interface MovableFlow {
  id: number;
  draft: Flow;
  published: Flow | null;
  revision: number;
  version: number | null;
  departmentId: string | null;
  departmentName: string | null;
}

export interface NewMove {
  to: { id: string; name: string } | null;
  by: { id: string; name: string };
  agreedBy: string | null;
  at: Date;
}

/** Whose flows are, and were. Only asked about a flow that the caller may know of. */
@Injectable()
export class FlowMovesRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Latest first. */
  async of(flowId: number): Promise<FlowMoveRow[]> {
    const { rows } = await this.pool.query<FlowMoveRow>(
      `SELECT from_id::text AS from_id, from_name, to_id::text AS to_id, to_name, by_name, agreed_by, at
       FROM flow_moves WHERE flow_id = $1 ORDER BY id DESC`,
      [flowId],
    );
    return rows;
  }

  /** `FOR UPDATE OF f` keeps it as it is until the end of the transaction. */
  async find(client: PoolClient, id: string, lock: '' | 'FOR UPDATE OF f' = ''): Promise<MovableFlow | null> {
    const { rows } = await client.query<MovableFlow>(
      `SELECT f.id, f.draft, v.flow AS published, f.revision, f.version, f.department_id::text AS "departmentId",
         d.name AS "departmentName"
       FROM flows f LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version
       LEFT JOIN departments d ON d.id = f.department_id WHERE f.id = $1::bigint ${lock}`,
      [id],
    );
    return rows[0] ?? null;
  }

  async department(client: PoolClient, id: string): Promise<{ id: string; name: string } | null> {
    const { rows } = await client.query<{ id: string; name: string }>(
      'SELECT id::text AS id, name FROM departments WHERE id = $1::bigint FOR KEY SHARE',
      [id],
    );
    return rows[0] ?? null;
  }

  /** The draft counts as edited: whoever has it open loads it anew, and what was agreed to about it has to be asked again. */
  async move(client: PoolClient, flow: MovableFlow, { to, by, agreedBy, at }: NewMove): Promise<void> {
    await client.query('UPDATE flows SET department_id = $2, revision = revision + 1 WHERE id = $1', [
      flow.id,
      to?.id ?? null,
    ]);
    await client.query(
      `INSERT INTO flow_moves (flow_id, from_id, from_name, to_id, to_name, by_id, by_name, agreed_by, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [flow.id, flow.departmentId, flow.departmentName, to?.id, to?.name, by.id, by.name, agreedBy, at],
    );
  }
}
