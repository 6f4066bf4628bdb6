import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../platform/database/migrate.js';

export interface TestDatabase {
  url: string;
  pool: pg.Pool;
  query<R extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<R>>;
  /** Closes the pool and drops the database. */
  drop(): Promise<void>;
}

/** Any number; of the workers of a run one makes the template. */
const TEMPLATE_LOCK = 7_461_002;

/** A fresh, migrated database on the server of the run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server)
    throw new Error('TEST_DATABASE_URL is not set: run the tests through Jest, whose global setup starts a database');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await runOnServer(server, `CREATE DATABASE ${name} TEMPLATE ${await template(server)}`);
  const url = urlOf(server, name);
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  return {
    url,
    pool,
    query: (text, values) => pool.query(text, values),
    drop: async () => {
      // dropping by force may still reach connections that are on their way out
      pool.on('error', () => undefined);
      await pool.end();
      await runOnServer(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Migrating takes a second, copying what was migrated a tenth of it: the first database of the run is made for all others. */
async function template(server: string): Promise<string> {
  const name = process.env.TEST_DATABASE_TEMPLATE;
  if (!name) throw new Error('TEST_DATABASE_TEMPLATE is not set: the global setup of Jest names it');
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) {
      await client.query(`CREATE DATABASE ${name}_in_work`);
      await migrate(urlOf(server, `${name}_in_work`));
      await client.query(`ALTER DATABASE ${name}_in_work RENAME TO ${name}`);
    }
    return name;
  } finally {
    await client.end();
  }
}

function urlOf(server: string, database: string): string {
  const address = new URL(server);
  address.pathname = `/${database}`;
  return address.href;
}

async function runOnServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
