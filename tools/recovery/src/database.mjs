import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '@tagloom/embedded';
import pg from 'pg';

/**
 * Asks the database of a running server.
 *
 * @param {string} dataDir
 * @param {string} text
 * @returns {Promise<any[]>}
 */
export function queryRunning(dataDir, text) {
  const port = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[3].trim();
  const password = readFileSync(join(dataDir, 'postgres.password'), 'utf8').trim();
  return query(`postgresql://tagloom:${password}@127.0.0.1:${port}/tagloom`, text);
}

/**
 * Asks the database of a server that is down.
 *
 * @param {string} dataDir
 * @param {string} text
 */
export async function queryStopped(dataDir, text) {
  const postgres = await startPostgres({ dataDir });
  try {
    return await query(postgres.url, text);
  } finally {
    await postgres.stop();
  }
}

/** @param {string} url @param {string} text @returns {Promise<any[]>} the rows of the last statement */
async function query(url, text) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const results = await client.query(text);
    return [results].flat().at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}
