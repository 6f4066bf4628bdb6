import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './error.mjs';
import { isAlive, startTimeOf } from './processes.mjs';
import { texts } from './texts/index.mjs';

/**
 * Takes a data directory for this process. A lock whose process has ended (kill -9) is taken over.
 *
 * @param {string} dataDir
 * @returns {() => void} gives it back
 */
export function lockDataDir(dataDir) {
  const file = join(dataDir, 'postgres.lock');
  const mine = JSON.stringify({ pid: process.pid, startTime: startTimeOf(process.pid) });
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      // `wx` fails when the file exists, so of two processes only one wins.
      writeFileSync(file, mine, { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const owner = readOwner(file);
    if (owner && isAlive(owner.pid) && startTimeOf(owner.pid) === owner.startTime) throw inUse(dataDir, owner.pid);
    rmSync(file, { force: true });
  }
  throw inUse(dataDir, 0);
}

/** @param {string} file */
function readOwner(file) {
  try {
    return /** @type {{ pid: number, startTime: string }} */ (JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * @param {string} dataDir
 * @param {number} pid
 */
function inUse(dataDir, pid) {
  return new EmbeddedPostgresError('data_dir_in_use', texts.inUse(dataDir, pid));
}
