import { Inject, Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import type { Runtime } from '../evaluation/runtime.js';
import { RuntimeService } from '../evaluation/runtime.service.js';

const ATTEMPTS = 10;

/** Changes definitions and claims in one transaction, by the definitions that the transaction itself has locked. */
@Injectable()
export class DefinitionChange {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly runtimes: RuntimeService,
  ) {}

  async run<T>(work: (client: PoolClient, runtime: Runtime) => Promise<T>): Promise<T> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      // Before the transaction takes its connection: asking for another one while holding it can wait for ever.
      const runtime = await this.runtimes.current();
      const outcome = await inTransaction(this.pool, async (client) => {
        await lockDefinitions(client);
        const { rows } = await client.query<{ version: string }>('SELECT version::text FROM catalog_state');
        return rows[0].version === runtime.version ? { result: await work(client, runtime) } : null;
      });
      if (!outcome) continue;
      await this.runtimes.current();
      return outcome.result;
    }
    throw new DomainError('conflict', 'The definitions keep changing', { hint: 'Try again in a moment' });
  }
}
