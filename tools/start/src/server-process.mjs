import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { ROOT } from './build.mjs';
import { StartRefused } from './start-refused.mjs';
import { texts } from './texts/index.mjs';

const GUARD = pathToFileURL(join(import.meta.dirname, '../guard.mjs')).href;
const READY = 'TAGLOOM_READY ';
/** Batches make much that soon is garbage: with more room for the new, a fifth of their time is not spent on collecting it. */
const FLAGS = ['--enable-source-maps', '--max-semi-space-size=64'];

/**
 * Starts the server. Its log (JSON lines) goes to a file, what it says to people goes on the screen.
 *
 * @param {{ environment: Record<string, string>, logFile: string, say: (line: string) => void }} options
 */
export function startServer({ environment, logFile, say }) {
  const log = createWriteStream(logFile, { flags: 'a' });
  const child = spawn(process.execPath, [...FLAGS, '--import', GUARD, join(ROOT, 'apps/server/dist/main.js')], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => child.once('exit', (code) => setTimeout(resolve, 50, code ?? 1)));
  /** @type {Promise<string>} */
  const ready = new Promise((resolve, reject) => {
    const take = (/** @type {string} */ line) => {
      if (line.startsWith(READY)) resolve(line.slice(READY.length).trim());
      else if (line.startsWith('{')) log.write(`${line}\n`);
      else if (line.trim()) say(line);
    };
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: /** @type {import('node:stream').Readable} */ (stream) }).on('line', take);
    void exited.then((code) => reject(new StartRefused(texts.notReady(code, logFile))));
  });
  return {
    ready,
    exited,
    /** Asks it to stop; see guard.mjs. */
    stop: () => {
      if (child.connected) child.disconnect();
    },
    kill: () => child.kill('SIGKILL'),
  };
}
