import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@tagloom/embedded';
import { createApiClient } from '../../demo/src/api-client.mjs';
import { startServer } from '../../start/src/server-process.mjs';

const key = randomBytes(24).toString('base64url');

/**
 * The built server as its own process on the embedded database below `dataDir`.
 *
 * @param {string} dataDir
 */
export async function startApplication(dataDir) {
  const port = await freePort();
  const server = startServer({
    environment: {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      REDIS_URL: '',
      TAGLOOM_DEMO: 'off',
      TAGLOOM_ADMIN_KEY: key,
      NODE_ENV: 'production',
    },
    logFile: join(dataDir, 'server.log'),
    say: () => undefined,
  });
  process.once('exit', server.kill);
  const url = await server.ready;
  return {
    url,
    key,
    api: createApiClient(url, key),
    /** Nothing gets a chance to finish: neither the server nor its database. */
    kill: async () => {
      server.kill();
      process.kill(postmasterOf(dataDir), 'SIGKILL');
      await server.exited;
    },
    stop: async () => {
      server.stop();
      await server.exited;
    },
  };
}

/** @param {string} dataDir */
const postmasterOf = (dataDir) => Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
