import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@tagloom/embedded';
import { createApiClient } from '../../demo/src/api-client.mjs';
import { build } from '../../start/src/build.mjs';
import { createProgress } from '../../start/src/progress.mjs';
import { startServer } from '../../start/src/server-process.mjs';
import { atExit } from './at-exit.mjs';

/**
 * Starts the real server, empty, on its own embedded database in a temporary folder, or on the one at `databaseUrl`.
 *
 * @param {(line: string) => void} say
 * @param {string} [databaseUrl]
 */
export async function startApplication(say, databaseUrl = '') {
  await build(
    createProgress((text) => say(text.trimEnd())),
    ['server'],
  );
  const dataDir = mkdtempSync(join(tmpdir(), 'tagloom-bench-'));
  chmodSync(dataDir, 0o711);
  atExit.add(dataDir);
  const key = randomBytes(24).toString('base64url');
  const port = await freePort();
  const server = startServer({
    environment: {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      REDIS_URL: '',
      TAGLOOM_DEMO: 'off',
      TAGLOOM_ADMIN_KEY: key,
      NODE_ENV: 'production',
    },
    logFile: join(dataDir, 'server.log'),
    say,
  });
  process.once('exit', server.kill);
  const url = await server.ready;
  return {
    url,
    key,
    dataDir,
    api: createApiClient(url, key),
    stop: async () => {
      server.stop();
      await server.exited;
    },
  };
}
