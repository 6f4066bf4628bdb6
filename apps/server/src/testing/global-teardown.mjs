import { rm } from 'node:fs/promises';
import pg from 'pg';

export default async function stopDatabase() {
  const running = globalThis.tagloomTestDatabase;
  if (!running) return dropTemplate();
  await running.postgres.stop();
  await rm(running.dataDir, { recursive: true, force: true });
}

/** A server that was there before the run keeps nothing of it. */
async function dropTemplate() {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${process.env.TEST_DATABASE_TEMPLATE}`).finally(() => client.end());
}
