import { EmbeddedPostgresError, startPostgres, type RunningPostgres } from '@tagloom/embedded';
import pg from 'pg';
import type { ProcessRole } from '../platform/settings/process-role.js';
import type { Settings } from '../platform/settings/settings.js';
import { say } from './say.js';
import { StartError } from './start-error.js';
import { texts } from './texts/index.js';

export interface OpenDatabase {
  url: string;
  close: () => Promise<void>;
}

/** The database of `DATABASE_URL`, or the embedded one below the data directory. */
export async function openDatabase({ databaseUrl, dataDir }: Settings, role: ProcessRole): Promise<OpenDatabase> {
  if (databaseUrl !== null) {
    say(texts.connecting);
    await requireConnection(databaseUrl);
    return { url: databaseUrl, close: () => Promise.resolve() };
  }
  if (!role.api || !role.worker) throw new StartError(texts.needsSharedDatabase);
  say(texts.startingDatabase);
  try {
    const running = await startPostgres({ dataDir, onLog: (line) => say(texts.fromDatabase(line)) });
    return { url: running.url, close: () => stopWhenIdle(running) };
  } catch (error) {
    throw error instanceof EmbeddedPostgresError ? new StartError(error.message) : error;
  }
}

const IDLE_PATIENCE_MS = 2_000;

/** A pool says that it has ended while its sockets still close; a server that stops now would log each as an error. */
async function stopWhenIdle(running: RunningPostgres): Promise<void> {
  const client = new pg.Client({ connectionString: running.url, connectionTimeoutMillis: 1000 });
  try {
    await client.connect();
    for (const deadline = Date.now() + IDLE_PATIENCE_MS; Date.now() < deadline;) {
      const { rows } = await client.query<{ others: number }>(
        `SELECT count(*)::int AS others FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
      );
      if (rows[0].others === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await client.end();
  } catch (error) {
    say(texts.databaseNotAsked(String(error)));
  }
  await running.stop();
}

const PATIENCE_MS = 60_000;

/** Waits for a database that is still starting, as in docker compose; a wrong password or name is said at once. */
async function requireConnection(url: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      const mayComeUp =
        code === undefined || ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', '57P03', 'ETIMEDOUT'].includes(code);
      if (!mayComeUp || Date.now() > deadline) throw new StartError(texts.cannotConnect(message));
      say(texts.notAnswering);
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }
}
