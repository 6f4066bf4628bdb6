import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './error.mjs';
import { handOver, launchCommand } from './launch.mjs';
import { texts } from './texts/index.mjs';

const LOCALE = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];

/**
 * Creates the database beside its place and moves it there when complete, so that a kill in between leaves nothing half-made.
 *
 * @param {{ dataDir: string, databaseDir: string, passwordFile: string, initdb: string, launch: import('./launch.mjs').Launch }} options
 */
export async function initDatabase({ dataDir, databaseDir, passwordFile, initdb, launch }) {
  const making = join(dataDir, 'postgres.making');
  const given = join(dataDir, 'postgres.given-password');
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { mode: 0o700 });
  handOver(launch, making);
  const password = readOrCreatePassword(passwordFile);
  writeFileSync(given, password, { mode: 0o600 });
  handOver(launch, given);
  try {
    await run(launch, [
      initdb,
      '-D',
      making,
      '-U',
      'tagloom',
      '--auth=scram-sha-256',
      `--pwfile=${given}`,
      ...LOCALE,
      '--no-sync',
    ]);
    renameSync(making, databaseDir);
  } finally {
    rmSync(given, { force: true });
    rmSync(making, { recursive: true, force: true });
  }
}

/** @param {string} file */
export function readOrCreatePassword(file) {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/**
 * @param {import('./launch.mjs').Launch} launch
 * @param {string[]} command
 */
function run(launch, command) {
  return /** @type {Promise<void>} */ (
    new Promise((resolve, reject) => {
      const child = launchCommand(launch, command, { stdio: ['ignore', 'ignore', 'pipe'] });
      let complaint = '';
      child.stderr?.on('data', (chunk) => (complaint += chunk));
      child.once('error', (error) => reject(new EmbeddedPostgresError('init_failed', texts.notCreated(error.message))));
      child.once('close', (code) => {
        if (code === 0) resolve();
        else reject(new EmbeddedPostgresError('init_failed', texts.notCreated(complaint.trim() || `initdb: ${code}`)));
      });
    })
  );
}
