import pg from 'pg';
import { texts } from './texts/index.mjs';

/** The server answers so while it starts, recovers or shuts down. */
const STARTING_UP = '57P03';

/**
 * Waits until the server accepts connections, and makes sure that the database exists.
 *
 * @param {{ url: (database: string) => string, database: string, hasEnded: () => boolean, log: (line: string) => void }} options
 * @returns {Promise<boolean>} false when the process ended first
 */
export async function waitUntilReady({ url, database, hasEnded, log }) {
  const since = Date.now();
  let nextLine = 3_000;
  while (!hasEnded()) {
    const client = new pg.Client({ connectionString: url('postgres') });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
      if (!rowCount) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
      return true;
    } catch (error) {
      const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
      const expected =
        code === STARTING_UP || code === 'ECONNREFUSED' || code === 'ECONNRESET' || /terminated/.test(message);
      if (!expected) throw error;
    } finally {
      await client.end().catch(() => undefined);
    }
    if (Date.now() - since > nextLine) {
      log(texts.recovering(Math.round((Date.now() - since) / 1000)));
      nextLine += 3_000;
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  return false;
}
