import { Inject, Injectable } from '@nestjs/common';
import type { DeliveryStatus, EffectActionData } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

export interface LeasedDelivery {
  id: string;
  customerId: string;
  flowId: number;
  flowVersion: number;
  flowName: string;
  actionNodeId: string;
  action: EffectActionData;
  endpointId: number;
  eventSeq: string | null;
  runId: string | null;
  createdAt: Date;
  /** This one included. */
  attempts: number;
  lease: string;
}

export interface Settlement {
  status: DeliveryStatus;
  receipt: Record<string, unknown> | null;
  error: string | null;
  /** Of a pending one. */
  nextAttemptAt: Date | null;
  finishedAt: Date | null;
}

/** Deliveries at work. A lease that nobody ends, because its worker died, ends by itself. */
@Injectable()
export class LeasesRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** Endpoints with something due; 0 is what stays inside the application. */
  async dueEndpoints(now: Date): Promise<number[]> {
    const { rows } = await this.pool.query<{ id: number }>(
      `SELECT e.id FROM (SELECT 0 AS id UNION ALL SELECT id FROM webhook_endpoints) e
       WHERE EXISTS (SELECT FROM deliveries d WHERE d.status = 'pending' AND d.endpoint_id = e.id AND d.next_attempt_at <= $1)`,
      [now],
    );
    return rows.map(({ id }) => id);
  }

  /** Takes the longest due ones that no other worker has. */
  async take(endpointId: number, limit: number, lease: string, now: Date, until: Date): Promise<LeasedDelivery[]> {
    const { rows } = await this.pool.query<LeasedDelivery>(
      `UPDATE deliveries d SET lease = $3, next_attempt_at = $5, attempts = attempts + 1
       FROM (SELECT customer_id, id FROM deliveries WHERE status = 'pending' AND endpoint_id = $1 AND next_attempt_at <= $4
             ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED) due
       WHERE d.customer_id = due.customer_id AND d.id = due.id
       RETURNING d.id::text AS id, d.customer_id::text AS "customerId", flow_id AS "flowId", flow_version AS "flowVersion",
         flow_name AS "flowName", action_node_id AS "actionNodeId", action, endpoint_id AS "endpointId", event_seq::text AS "eventSeq",
         run_id::text AS "runId", created_at AS "createdAt", attempts, lease`,
      [endpointId, limit, lease, now, until],
    );
    return rows;
  }

  /** Writes what became of it, unless the lease has passed to another worker, who then does. */
  async settle({ customerId, id, lease }: LeasedDelivery, settlement: Settlement): Promise<void> {
    const { status, receipt, error, nextAttemptAt, finishedAt } = settlement;
    await this.pool.query(
      `UPDATE deliveries SET status = $4, receipt = $5, error = $6, next_attempt_at = $7, finished_at = $8, lease = NULL
       WHERE customer_id = $1 AND id = $2 AND lease = $3 AND status = 'pending'`,
      [
        customerId,
        id,
        lease,
        status,
        receipt === null ? null : JSON.stringify(receipt),
        error,
        nextAttemptAt,
        finishedAt,
      ],
    );
  }

  async identitiesOf(customerId: string): Promise<{ channel: string; connection: string; externalId: string }[]> {
    const { rows } = await this.pool.query<{ channel: string; connection: string; externalId: string }>(
      `SELECT channel, connection, external_id AS "externalId" FROM identities WHERE customer_id = $1 ORDER BY 1, 2, 3`,
      [customerId],
    );
    return rows;
  }
}
