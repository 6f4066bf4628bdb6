import pg from 'pg';
import { log } from '../logging/pino-logger.js';

/** Connections of one process for the hot paths. A path that holds one never asks for a second: any number will do. */
export const POOL_SIZE = 16;

export function createPool(url: string, size = POOL_SIZE): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: size, application_name: 'tagloom', pipeline: true });
  // An idle connection that the server closes must not end the process; the next query opens another.
  pool.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'));
  // Nor must one at work: whatever waits for it is told, and a connection that nobody listens to throws out of nowhere.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
