import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, ended, isAlive } from './processes.mjs';
import { texts } from './texts/index.mjs';

/**
 * Clears what an earlier start left behind. The data directory is locked by us, so a database that still runs in it has
 * lost its owner and is stopped; a file whose number now belongs to something else is removed.
 *
 * @param {string} databaseDir
 * @param {(line: string) => void} log
 */
export async function clearEarlierPostmaster(databaseDir, log) {
  const file = join(databaseDir, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const command = pid > 0 && isAlive(pid) ? commandOf(pid) : '';
  if (command.includes('postgres') && command.includes(databaseDir)) {
    log(texts.stoppingLeftover(pid));
    process.kill(pid, 'SIGINT');
    if (!(await ended(pid, 20_000))) {
      process.kill(pid, 'SIGQUIT');
      await ended(pid, 5_000);
    }
  }
  rmSync(file, { force: true });
}
