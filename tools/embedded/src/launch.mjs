import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs';
import { platform } from 'node:os';

/**
 * How to run a binary of PostgreSQL, which refuses to run as root.
 * @typedef {{ prefix: string[], uid?: number, gid?: number }} Launch
 */

/** @param {string} command @param {string[]} args */
const works = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Stops the database cleanly when the process that started it is killed. */
const dieWithParent = ['setpriv', '--pdeathsig', 'INT'];
const asNobodyOfOwnNamespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];

/** @returns {{ uid: number, gid: number } | null} an ordinary account of this system */
function findAccount() {
  if (!existsSync('/etc/passwd')) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const account = accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  return account ? { uid: Number(account[2]), gid: Number(account[3]) } : null;
}

/**
 * As root on Linux a user namespace makes PostgreSQL believe that it is not: no account to create, no file to hand over.
 * Where namespaces are forbidden (many containers), an ordinary account runs it and owns the directory.
 *
 * @param {string} databaseDir an existing one keeps its owner
 * @returns {Launch}
 */
export function chooseLaunch(databaseDir) {
  if (platform() === 'win32') return { prefix: [] };
  const canDie = platform() === 'linux' && works('setpriv', ['--pdeathsig', 'INT', 'true']);
  const prefix = canDie ? dieWithParent : [];
  if (process.getuid?.() !== 0) return { prefix };
  const owner = existsSync(databaseDir) ? statSync(databaseDir) : null;
  if (owner && owner.uid !== 0) return { prefix, uid: owner.uid, gid: owner.gid };
  if (canDie && works('unshare', [...asNobodyOfOwnNamespace.slice(1), ...dieWithParent, 'true']))
    return { prefix: [...asNobodyOfOwnNamespace, ...dieWithParent] };
  return { prefix, ...findAccount() };
}

/**
 * @param {Launch} launch
 * @param {string[]} command
 * @param {import('node:child_process').SpawnOptions} options
 */
export function launchCommand(launch, command, options) {
  const [file, ...args] = [...launch.prefix, ...command];
  const { uid, gid } = launch;
  return spawn(file, args, { ...options, ...(uid === undefined ? {} : { uid, gid }) });
}

/**
 * @param {Launch} launch
 * @param {string} path handed to the account that will use it
 */
export function handOver({ uid, gid }, path) {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}
