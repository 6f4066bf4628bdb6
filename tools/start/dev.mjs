import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, ROOT } from './src/build.mjs';
import { createProgress } from './src/progress.mjs';

/** For developers: compiles, restarts the server and reloads the page on every change. The page is Vite's, with /api passed on. */
const port = process.env.PORT || '3000';
const progress = createProgress();
await build(progress, ['server']);

const bin = (/** @type {string} */ path) => join(ROOT, 'node_modules', path);
const children = [
  {
    args: [bin('typescript/bin/tsc'), '-b', 'apps/server/tsconfig.lib.json', '--watch', '--preserveWatchOutput'],
    cwd: ROOT,
  },
  { args: ['--watch', '--enable-source-maps', 'apps/server/dist/main.js'], cwd: ROOT },
  { args: [bin('vite/bin/vite.js')], cwd: join(ROOT, 'apps/web') },
].map(({ args, cwd }) =>
  spawn(process.execPath, args, {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, TAGLOOM_API: `http://127.0.0.1:${port}` },
  }),
);
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => children.forEach((child) => child.kill(signal)));
