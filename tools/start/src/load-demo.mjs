import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from './build.mjs';

/** @param {string} dataDir */
const marker = (dataDir) => join(dataDir, 'demo', 'loaded');

/** @param {string} dataDir */
export const demoIsLoaded = (dataDir) => existsSync(marker(dataDir));

/**
 * Loads the demo through the public API. Loading again changes nothing, so an interrupted load simply starts over.
 *
 * @param {{ url: string, adminKey: string, dataDir: string, say: (line: string) => void }} options
 */
export function loadDemo({ url, adminKey, dataDir, say }) {
  mkdirSync(join(dataDir, 'demo'), { recursive: true });
  const child = spawn(process.execPath, [join(ROOT, 'tools/demo/load.mjs'), '--url', url], {
    env: { ...process.env, TAGLOOM_ADMIN_KEY: adminKey, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', say);
  /** @type {Promise<boolean>} */
  const done = new Promise((resolve) =>
    child.once('close', (code) => {
      if (code === 0) writeFileSync(marker(dataDir), new Date().toISOString());
      resolve(code === 0);
    }),
  );
  return { done, stop: () => child.kill('SIGTERM') };
}
