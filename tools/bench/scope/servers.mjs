import { freePort } from '@tagloom/embedded';
import { startApp } from '../../../apps/server/dist/boot/start-app.js';
import { readSettings } from '../../../apps/server/dist/platform/settings/settings.js';
import { openScope } from './open-scope.mjs';

/** The server twice in one process, on one database: as it is, and with its scope taken out. */
const settings = {
  ...readSettings(process.env),
  databaseUrl: /** @type {string} */ (process.env.DATABASE_URL),
  secret: 'a secret of at least 32 characters',
};
const start = async () => {
  const port = await freePort();
  const app = await startApp({ ...settings, port }, { api: true, worker: false });
  return { app, url: `http://127.0.0.1:${port}` };
};
const scoped = await start();
const open = await start();
openScope(open.app);
process.send?.({ scoped: scoped.url, open: open.url });
