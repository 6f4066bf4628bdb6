import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';

/**
 * The fields of /proc/<pid>/stat from the third on; the name before them may hold blanks.
 *
 * @param {number} pid
 */
function statOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** @param {number} pid */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
    // A killed process whose parent never asks for its end stays visible as a zombie, as in a container without an init.
    return platform() !== 'linux' || !['Z', 'X'].includes(statOf(pid)[0]);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Tells a process from a later one that got the same number: process ids are reused, and a container starts at 1 each time.
 *
 * @param {number} pid
 * @returns {string} empty when it cannot be known
 */
export function startTimeOf(pid) {
  try {
    if (platform() === 'linux') return statOf(pid)[19] ?? '';
    if (platform() === 'win32') return '';
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

/**
 * @param {number} pid
 * @returns {string} the command line, empty when it cannot be known
 */
export function commandOf(pid) {
  try {
    if (platform() === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    if (platform() === 'win32') return execFileSync('tasklist', ['/FI', `PID eq ${pid}`], { encoding: 'utf8' });
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/**
 * @param {number} pid
 * @param {number} withinMs
 * @returns {Promise<boolean>} whether it ended in time
 */
export async function ended(pid, withinMs) {
  const deadline = Date.now() + withinMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}
