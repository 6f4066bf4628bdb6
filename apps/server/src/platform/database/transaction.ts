import type { Pool, PoolClient } from 'pg';

/** Runs `work` in one transaction; a throw rolls back. */
export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    // Pipelined: BEGIN travels with the first statement of the work instead of costing a round trip of its own.
    const [, result] = await Promise.all([client.query('BEGIN'), work(client)]);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => (broken = failure));
    throw error;
  } finally {
    client.release(broken);
  }
}
