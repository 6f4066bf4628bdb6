import type { PoolClient } from 'pg';

/**
 * Changes the shape of a table, which the application's role may not: one statement as the role that signed in, inside the
 * caller's transaction. A statement that fails ends the transaction, and with it the role.
 */
export async function asOwner(client: PoolClient, statement: string): Promise<void> {
  await client.query('SET LOCAL ROLE NONE');
  await client.query(statement);
  await client.query('SET LOCAL ROLE tagloom_app');
}
