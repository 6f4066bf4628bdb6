import { Inject, Injectable } from '@nestjs/common';
import type { Flow, GoldenCase, GoldenExpectation } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

/** A flow as it is drawn, as it runs, and as it runs in shadow. */
export interface FlowShape {
  id: number;
  /** Null is the whole enterprise. */
  departmentId: string | null;
  draft: Flow;
  /** Of what runs. */
  version: number | null;
  published: Flow | null;
  shadow: Flow | null;
  shadowId: number | null;
}

/** The tags that a golden case has or expects. */
export interface GoldenShape {
  id: string;
  flowId: number;
  facts: GoldenCase['facts'];
  expected: GoldenExpectation[];
  has: GoldenExpectation[] | null;
}

/** What flows are made of, for whoever asks what hangs on a tag. Answers to a person pass `VisibleFlows`. */
@Injectable()
export class FlowShapesRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async all(client: Pick<PoolClient, 'query'> = this.pool): Promise<FlowShape[]> {
    const { rows } = await client.query<FlowShape>(
      `SELECT f.id, f.department_id::text AS "departmentId", f.draft, f.version, v.flow AS published, s.flow AS shadow,
         s.id AS "shadowId" FROM flows f
       LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version
       LEFT JOIN shadows s ON s.flow_id = f.id AND s.ended_at IS NULL ORDER BY f.id`,
    );
    return rows;
  }

  /** Of every flow: a case may speak of a tag that its flow no longer does. */
  async golden(client: Pick<PoolClient, 'query'> = this.pool): Promise<GoldenShape[]> {
    const { rows } = await client.query<GoldenShape>(
      'SELECT id::text AS id, flow_id AS "flowId", facts, expected, has FROM golden_cases ORDER BY id',
    );
    return rows;
  }
}
