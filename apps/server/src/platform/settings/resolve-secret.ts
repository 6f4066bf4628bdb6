import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from './settings.js';

/** Settings once the database runs and the secret is known. */
export interface ResolvedSettings extends Settings {
  databaseUrl: string;
  secret: string;
}

/** The given secret, or one that is made on the first start and kept in `<dataDir>/secret`, readable by its owner alone. */
export async function resolveSecret({ secret, dataDir }: Settings): Promise<string> {
  if (secret !== null) return secret;
  const file = join(dataDir, 'secret');
  await mkdir(dataDir, { recursive: true });
  // «wx»: of two processes that start at once, one writes and both read the same.
  await writeFile(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return (await readFile(file, 'utf8')).trim();
}
