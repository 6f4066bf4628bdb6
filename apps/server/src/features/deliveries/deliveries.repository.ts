import { Inject, Injectable } from '@nestjs/common';
import type { DeliveryStatus } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { DELIVERY_COLUMNS, DELIVERY_TABLES, type DeliveryRow } from './delivery-view.js';
import { MAX_ATTEMPTS } from './retry-schedule.js';

export interface DeliveryFilter {
  flowId?: number;
  customerId?: string;
  status?: DeliveryStatus;
}

/** The flows whose deliveries may be seen; null is all. */
export type FlowFilter = readonly number[] | null;

@Injectable()
export class DeliveriesRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Newest first; `before` is the id of the last row of the page before. */
  async list(filter: DeliveryFilter, flows: FlowFilter, before: string | null, limit: number): Promise<DeliveryRow[]> {
    const params: unknown[] = [];
    const conditions = ['true'];
    const add = (sql: string, value: unknown) => conditions.push(`${sql} $${params.push(value)}`);
    if (filter.flowId !== undefined) add('d.flow_id =', filter.flowId);
    if (filter.customerId !== undefined) add('d.customer_id =', filter.customerId);
    if (filter.status !== undefined) add('d.status =', filter.status);
    if (before !== null) add('d.id <', before);
    if (flows !== null) conditions.push(`d.flow_id = ANY ($${params.push(flows)}::int[])`);
    const { rows } = await this.pool.query<DeliveryRow>(
      `SELECT ${DELIVERY_COLUMNS} FROM ${DELIVERY_TABLES} WHERE ${conditions.join(' AND ')}
       ORDER BY d.id DESC LIMIT $${params.push(limit)}`,
      params,
    );
    return rows;
  }

  async find(id: string, flows: FlowFilter): Promise<DeliveryRow | null> {
    const { rows } = await this.pool.query<DeliveryRow>(
      `SELECT ${DELIVERY_COLUMNS} FROM ${DELIVERY_TABLES}
       WHERE d.id = $1 AND ($2::int[] IS NULL OR d.flow_id = ANY ($2))`,
      [id, flows],
    );
    return rows[0] ?? null;
  }

  /** Makes it due now. One that had used up its attempts gets one more. False when it is delivered, or was never to be sent. */
  async retry(id: string, now: Date): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE deliveries SET status = 'pending', next_attempt_at = $2, lease = NULL, finished_at = NULL, attempts = least(attempts, ${MAX_ATTEMPTS - 1})
       WHERE id = $1 AND kind IN ('notify', 'sendMaterial', 'webhook')
         AND (status IN ('failed', 'cancelled') OR status = 'pending' AND (lease IS NULL OR next_attempt_at <= $2))`,
      [id, now],
    );
    return rowCount === 1;
  }

  /** False when it has ended, or is being sent at this moment. */
  async cancel(id: string, now: Date): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `UPDATE deliveries SET status = 'cancelled', next_attempt_at = NULL, lease = NULL, finished_at = $2
       WHERE id = $1 AND status = 'pending' AND (lease IS NULL OR next_attempt_at <= $2)`,
      [id, now],
    );
    return rowCount === 1;
  }
}
