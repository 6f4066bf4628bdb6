import type { PoolClient } from 'pg';

/**
 * Holds back every other change of a definition until the end of the transaction: nothing can start to use what this
 * one takes away. Take it before any other lock.
 */
export async function lockDefinitions(client: PoolClient): Promise<void> {
  await client.query('SELECT version FROM catalog_state FOR UPDATE');
}
