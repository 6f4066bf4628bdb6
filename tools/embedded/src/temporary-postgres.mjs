import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './start-postgres.mjs';

/** @type {typeof import('../index.mjs').temporaryPostgres} */
export async function temporaryPostgres(options = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'tagloom-'));
  // The account that runs the database must be able to pass through.
  chmodSync(dataDir, 0o711);
  const remove = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const postgres = await startPostgres({ ...options, dataDir });
    const stop = async () => {
      await postgres.stop();
      remove();
    };
    return { ...postgres, dataDir, stop };
  } catch (error) {
    remove();
    throw error;
  }
}
