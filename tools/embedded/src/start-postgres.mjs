import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findBinaries } from './binaries.mjs';
import { EmbeddedPostgresError } from './error.mjs';
import { initDatabase, readOrCreatePassword } from './init-database.mjs';
import { chooseLaunch, handOver, launchCommand } from './launch.mjs';
import { lockDataDir } from './lock.mjs';
import { freePort } from './ports.mjs';
import { clearEarlierPostmaster } from './postmaster-file.mjs';
import { settingsAsArguments } from './settings.mjs';
import { texts } from './texts/index.mjs';
import { waitUntilReady } from './wait-until-ready.mjs';

const DATABASE = 'tagloom';
const LOG_LIMIT_BYTES = 10_000_000;
/** After a kill the system may need seconds to give back the memory and the files of the old processes. */
const ATTEMPTS = 10;

/** @type {typeof import('../index.mjs').startPostgres} */
export async function startPostgres({ dataDir: givenDir, port, onLog = () => undefined, settings = {} }) {
  const dataDir = resolve(givenDir);
  mkdirSync(dataDir, { recursive: true });
  const unlock = lockDataDir(dataDir);
  try {
    const databaseDir = join(dataDir, 'postgres');
    const passwordFile = join(dataDir, 'postgres.password');
    const binaries = findBinaries();
    const launch = chooseLaunch(databaseDir);
    if (existsSync(databaseDir)) {
      requireSameVersion(databaseDir, binaries.majorVersion);
      await clearEarlierPostmaster(databaseDir, onLog);
    } else {
      onLog(texts.creating);
      await initDatabase({ dataDir, databaseDir, passwordFile, initdb: binaries.initdb, launch });
    }
    const password = readOrCreatePassword(passwordFile);
    const logFile = join(dataDir, 'postgres.log');
    for (let attempt = 1; ; attempt++) {
      const chosenPort = port ?? (await freePort());
      const url = (/** @type {string} */ database) =>
        `postgresql://tagloom:${password}@127.0.0.1:${chosenPort}/${database}`;
      const child = spawnPostgres({
        postgres: binaries.postgres,
        databaseDir,
        logFile,
        launch,
        arguments: settingsAsArguments(chosenPort, settings),
      });
      const hasEnded = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
      const ready = await waitUntilReady({ url, database: DATABASE, hasEnded, log: onLog }).catch((error) => {
        child.kill('SIGINT');
        throw error;
      });
      if (ready)
        return {
          url: url(DATABASE),
          port: chosenPort,
          pid: /** @type {number} */ (child.pid),
          stop: stopper(child, unlock),
        };
      if (attempt === ATTEMPTS)
        throw new EmbeddedPostgresError('start_failed', texts.notStarted(logFile, lastLine(logFile)));
      onLog(texts.tryingAgain(attempt, ATTEMPTS));
      await new Promise((done) => setTimeout(done, 600));
    }
  } catch (error) {
    unlock();
    throw error;
  }
}

/** @param {{ postgres: string, databaseDir: string, logFile: string, launch: import('./launch.mjs').Launch, arguments: string[] }} options */
function spawnPostgres({ postgres, databaseDir, logFile, launch, arguments: settings }) {
  const tooLong = existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES;
  const log = openSync(logFile, tooLong ? 'w' : 'a', 0o600);
  handOver(launch, logFile);
  // Its own process group: Ctrl-C must reach the server first, which then stops the database.
  const child = launchCommand(launch, [postgres, '-D', databaseDir, ...settings], {
    stdio: ['ignore', log, log],
    detached: true,
  });
  child.once('error', () => undefined);
  closeSync(log);
  return child;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {() => void} unlock
 */
function stopper(child, unlock) {
  const stopWithUs = () => child.kill('SIGINT');
  process.once('exit', stopWithUs);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  /** @type {Promise<void> | undefined} */
  let stopping;
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGINT');
      const impatient = setTimeout(() => child.kill('SIGQUIT'), 10_000);
      await gone;
      clearTimeout(impatient);
    }
    process.removeListener('exit', stopWithUs);
    unlock();
  };
  return () => (stopping ??= stop());
}

/**
 * @param {string} databaseDir
 * @param {string} majorVersion
 */
function requireSameVersion(databaseDir, majorVersion) {
  const found = readFileSync(join(databaseDir, 'PG_VERSION'), 'utf8').trim();
  if (found !== majorVersion)
    throw new EmbeddedPostgresError('wrong_version', texts.wrongVersion(databaseDir, found, majorVersion));
}

/** @param {string} file */
function lastLine(file) {
  return readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '';
}
