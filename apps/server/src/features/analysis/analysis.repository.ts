import { Inject, Injectable } from '@nestjs/common';
import type { Flow } from '@tagloom/contracts';
import type { SqlCondition } from '@tagloom/rule-engine';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';

/** An example is a help: it must not keep the findings waiting. */
const TIMEOUT_MS = 1_000;
const QUERY_CANCELED = '57014';

export interface PublishedFlow {
  id: string;
  name: string;
  flow: Flow;
}
export interface ExampleCustomer {
  customerId: string;
  name: string | null;
}

/** Reads what a draft is compared with, and who is an example of a finding. */
@Injectable()
export class AnalysisRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** The current version of every flow. */
  async published(): Promise<PublishedFlow[]> {
    const { rows } = await this.pool.query<PublishedFlow>(
      `SELECT f.id::text AS id, v.flow ->> 'name' AS name, v.flow
       FROM flows f JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version ORDER BY f.id`,
    );
    return rows;
  }

  /** The zone of the flow's department; of a flow that is not stored yet, that of its maker's. */
  async departmentZone(flowId: string | null, departmentId: string | null): Promise<string | null> {
    const { rows } = await this.pool.query<{ time_zone: string | null }>(
      `SELECT time_zone FROM departments
       WHERE id = CASE WHEN $1::bigint IS NULL THEN $2::bigint ELSE (SELECT department_id FROM flows WHERE id = $1::bigint) END`,
      [flowId, departmentId],
    );
    return rows[0]?.time_zone ?? null;
  }

  /** The first customer `c` who meets the condition; null when there is none, or finding one takes too long. */
  async example({ sql, params }: SqlCondition): Promise<ExampleCustomer | null> {
    try {
      return await inTransaction(this.pool, async (client) => {
        await client.query(`SET LOCAL jit = off; SET LOCAL statement_timeout = ${TIMEOUT_MS}`);
        const { rows } = await client.query<ExampleCustomer>(
          `SELECT c.id::text AS "customerId", c.p_name AS name FROM customers c WHERE ${sql} ORDER BY c.id LIMIT 1`,
          params,
        );
        return rows[0] ?? null;
      });
    } catch (error) {
      if ((error as { code?: string }).code !== QUERY_CANCELED) throw error;
      return null;
    }
  }
}
