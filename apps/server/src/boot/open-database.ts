import { EmbeddedPostgresError, startPostgres } from '@tagloom/embedded';
import pg from 'pg';
import type { ProcessRole } from '../platform/settings/process-role.js';
import type { Settings } from '../platform/settings/settings.js';
import { say } from './say.js';
import { StartError } from './start-error.js';

export interface OpenDatabase {
  url: string;
  close: () => Promise<void>;
}

/** The database of `DATABASE_URL`, or the embedded one below the data directory. */
export async function openDatabase({ databaseUrl, dataDir }: Settings, role: ProcessRole): Promise<OpenDatabase> {
  if (databaseUrl !== null) {
    say('Connecting to PostgreSQL');
    await requireConnection(databaseUrl);
    return { url: databaseUrl, close: () => Promise.resolve() };
  }
  if (!role.api || !role.worker)
    throw new StartError('DATABASE_URL: expected the address of a PostgreSQL that all processes share; the embedded one serves a single process.');
  say('Starting the embedded PostgreSQL');
  try {
    const running = await startPostgres({ dataDir, onLog: (line) => say(`PostgreSQL: ${line}`) });
    return { url: running.url, close: () => running.stop() };
  } catch (error) {
    throw error instanceof EmbeddedPostgresError ? new StartError(error.message) : error;
  }
}

const PATIENCE_MS = 60_000;

/** Waits for a database that is still starting, as in docker compose; a wrong password or name is said at once. */
async function requireConnection(url: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      const mayComeUp = code === undefined || ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', '57P03', 'ETIMEDOUT'].includes(code);
      if (!mayComeUp || Date.now() > deadline) throw new StartError(`DATABASE_URL=(hidden): cannot connect to PostgreSQL: ${message}`);
      say('PostgreSQL does not answer yet, trying again');
      await new Promise((resolve) => setTimeout(resolve, 3000));
    }
  }
}
