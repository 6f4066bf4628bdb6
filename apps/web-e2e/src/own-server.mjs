import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@tagloom/embedded';
import { startServer } from '../../../tools/start/src/server-process.mjs';

const STOP_WITHIN_MS = 12_000;

/** @param {number} ms */
const waited = (ms) => new Promise((resolve) => setTimeout(resolve, ms).unref());

/**
 * A real server of this run alone, on an empty world of its own; `stop` leaves neither process nor folder behind.
 *
 * @returns {Promise<{ ready: Promise<{ url: string, adminKey: string }>, stop: () => Promise<void> }>}
 */
export async function startOwnServer() {
  const dataDir = mkdtempSync(join(tmpdir(), 'tagloom-e2e-'));
  const adminKey = randomBytes(24).toString('hex');
  const server = startServer({
    environment: {
      PORT: String(await freePort()),
      DATA_DIR: dataDir,
      TAGLOOM_DEMO: 'off',
      TAGLOOM_ADMIN_KEY: adminKey,
      NODE_ENV: 'production',
    },
    logFile: join(dataDir, 'server.log'),
    say: () => {},
  });
  const stop = async () => {
    server.stop();
    await Promise.race([server.exited, waited(STOP_WITHIN_MS).then(server.kill)]);
    await server.exited;
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { ready: server.ready.then((url) => ({ url, adminKey })), stop };
}
