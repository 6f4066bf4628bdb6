import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { ROOT } from './build.mjs';
import { StartRefused } from './start-refused.mjs';
import { texts } from './texts/index.mjs';

/**
 * What must be known before the server runs. The server itself validates every setting.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
export function readStartSettings(environment) {
  const port = environment.PORT || '3000';
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    throw new StartRefused(texts.portInvalid(JSON.stringify(port)));
  // A relative folder means one below the project, whatever folder the command was given in.
  const dataDir = resolve(ROOT, environment.DATA_DIR || '.tagloom');
  mkdirSync(dataDir, { recursive: true });
  return {
    port: Number(port),
    host: environment.HOST || '127.0.0.1',
    dataDir,
    demo: environment.TAGLOOM_DEMO !== 'off',
    adminKey: environment.TAGLOOM_ADMIN_KEY || randomBytes(24).toString('base64url'),
  };
}
