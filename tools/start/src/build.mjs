import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createStamp } from './stamp.mjs';
import { StartRefused } from './start-refused.mjs';
import { texts } from './texts/index.mjs';

export const ROOT = resolve(import.meta.dirname, '../../..');

/** Nx without its background process, cloud and screen control: it answers in seconds and leaves nothing running. */
export const NX_ENVIRONMENT = { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true' };

const SHARED_INPUTS = ['package-lock.json', 'tsconfig.base.json', 'nx.json', 'libs'];
const APPS = {
  server: { folder: 'apps/server', entry: 'apps/server/dist/main.js' },
  web: { folder: 'apps/web', entry: 'apps/web/dist/index.html' },
};

/**
 * Builds libs and apps when their sources have changed since the last build.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @param {(keyof typeof APPS)[]} [apps]
 */
export async function build(progress, apps = ['server', 'web']) {
  const stale = apps
    .map((name) => {
      const { folder, entry } = APPS[name];
      const inputs = [...SHARED_INPUTS, folder].map((path) => join(ROOT, path));
      return { name, entry: join(ROOT, entry), stamp: createStamp(join(ROOT, folder, 'dist/.built-from'), inputs) };
    })
    .filter(({ entry, stamp }) => !existsSync(entry) || !stamp.isFresh());
  if (stale.length === 0) {
    progress.print(texts.buildFresh);
    return;
  }
  const names = stale.map(({ name }) => name);
  progress.step(texts.building(names));
  await runNx(
    ['run-many', '-t', 'build', '-p', names.map((name) => `@tagloom/${name}`).join(','), '--outputStyle=static'],
    progress,
  );
  for (const { name, entry, stamp } of stale) {
    if (!existsSync(entry)) throw new StartRefused(texts.buildIncomplete(name, entry));
    stamp.save();
  }
  progress.idle();
}

/**
 * @param {string[]} args
 * @param {import('./progress.mjs').Progress} progress
 */
export async function runNx(args, progress) {
  const nx = createRequire(join(ROOT, 'package.json')).resolve('nx/bin/nx.js');
  const { code, output } = await new Promise((done, fail) => {
    const child = spawn(process.execPath, [nx, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...NX_ENVIRONMENT, FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const take = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      for (const [, project] of String(chunk).matchAll(/nx run @tagloom\/([a-z-]+):build/g))
        progress.print(texts.built(project));
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', fail);
    child.once('close', (code) => done({ code, output }));
  });
  if (code !== 0) throw new StartRefused(texts.buildFailed(output.trim()));
}
