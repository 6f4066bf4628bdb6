import { randomBytes } from 'node:crypto';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@tagloom/embedded';

/** One PostgreSQL for the whole run; `TEST_DATABASE_URL` names another one. Test data need not survive a power cut. */
export default async function startDatabase() {
  process.env.TEST_DATABASE_TEMPLATE = `test_template_${randomBytes(8).toString('hex')}`;
  if (process.env.TEST_DATABASE_URL) return;
  const dataDir = await mkdtemp(join(tmpdir(), 'tagloom-test-'));
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    shared_buffers: '64MB',
    max_connections: '120',
  };
  const postgres = await startPostgres({ dataDir, settings });
  process.env.TEST_DATABASE_URL = postgres.url;
  globalThis.tagloomTestDatabase = { postgres, dataDir };
}
