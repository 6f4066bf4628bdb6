import type { Pool, PoolClient } from 'pg';
import { isDeadlock, isLockTimeout } from './postgres-errors.js';
import { inTransaction } from './transaction.js';

const LOCK_TIMEOUT = '2s';
const ATTEMPTS = 5;

/**
 * A transaction that changes the shape of a busy table. It never queues for long, because everyone else would queue
 * behind it: after two seconds it gives way and tries again. The last failure is thrown.
 */
export async function withLockTimeout<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(pool, async (client) => {
        await client.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
        return work(client);
      });
    } catch (error) {
      if (attempt === ATTEMPTS || !(isLockTimeout(error) || isDeadlock(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * attempt));
    }
  }
}
