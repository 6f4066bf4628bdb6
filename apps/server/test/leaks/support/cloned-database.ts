import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { TestDatabase } from '../../../src/testing/test-database.js';

/** A copy of a database that nobody is connected to: row for row, number for number, moment for moment the same. */
export async function cloneOf(url: string): Promise<TestDatabase> {
  const source = new URL(url);
  const name = `test_${randomBytes(8).toString('hex')}`;
  const onServer = async (statement: string) => {
    const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${source.pathname.slice(1)}`);
  const address = new URL(url);
  address.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: address.href, max: 4 });
  return {
    url: address.href,
    pool,
    query: (text, values) => pool.query(text, values),
    drop: async () => {
      await pool.end();
      await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
