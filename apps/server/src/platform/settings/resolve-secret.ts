import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
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
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known) return known;
  await mkdir(dataDir, { recursive: true });
  const own = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(own, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
  // A link is all or nothing: of two processes that start at once, one wins and both read the same whole file.
  await link(own, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(own);
  return readFile(file, 'utf8');
}
