import { Inject, Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { WebhookEndpointsRepository } from './webhook-endpoints.repository.js';

const CALLS = '$.nodes[*].data ? (@.action == "webhook" && @.endpoint == $endpoint)';

/** Deletes an endpoint that no flow calls; what still waits to be sent to it is cancelled. */
@Injectable()
export class EndpointRemoval {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly endpoints: WebhookEndpointsRepository,
  ) {}

  remove(id: number): Promise<void> {
    return inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      const flows = await flowsThatCall(client, id);
      if (flows.length > 0)
        throw new DomainError('endpoint_in_use', `Flows call this endpoint: ${flows.join(', ')}.`, {
          params: { flows },
          hint: 'Take it out of the flows first, or switch it off.',
        });
      if (!(await this.endpoints.delete(client, id)))
        throw new DomainError('endpoint_not_found', `There is no webhook endpoint ${id}`, { path: 'id' });
      // An outbox transaction that wrote for it has kept the row until it was committed, so this sees all of them.
      await client.query(
        `UPDATE deliveries SET status = 'cancelled', error = 'endpoint_not_found', next_attempt_at = NULL, lease = NULL, finished_at = now()
         WHERE endpoint_id = $1 AND status = 'pending'`,
        [id],
      );
    });
  }
}

async function flowsThatCall(client: PoolClient, id: number): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT f.draft ->> 'name' AS name FROM flows f
     LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version
     WHERE jsonb_path_exists(f.draft, $1, $2) OR jsonb_path_exists(v.flow, $1, $2) ORDER BY f.id`,
    [CALLS, { endpoint: String(id) }],
  );
  return rows.map(({ name }) => name);
}
