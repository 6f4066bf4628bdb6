import { spawn } from 'node:child_process';
import { ROOT } from './root.mjs';

/** Processes that must not outlive this one. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGTERM')));

/**
 * Runs a command to its end, showing what it says.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, quiet?: boolean, timeoutMs?: number }} [options] quiet: kept, not shown
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runCommand(command, args, { cwd = ROOT, env = {}, quiet = false, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
    });
    running.add(child);
    let output = '';
    for (const [stream, screen] of /** @type {const} */ ([
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]))
      stream.on('data', (chunk) => {
        output += chunk;
        if (!quiet) screen.write(chunk);
      });
    child.once('error', (error) => {
      output += error.message;
      running.delete(child);
      resolve({ code: 127, output });
    });
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * @param {string} script path below the root
 * @param {string[]} args
 * @param {Parameters<typeof runCommand>[2]} [options]
 */
export const runNode = (script, args, options) => runCommand(process.execPath, [`${ROOT}/${script}`, ...args], options);
