import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createStamp } from './stamp.mjs';

export const ROOT = resolve(import.meta.dirname, '../../..');

/** Nx without its background process, cloud and screen control: it answers in seconds and leaves nothing running. */
export const NX_ENVIRONMENT = { NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true' };

const SHARED_INPUTS = ['package-lock.json', 'tsconfig.base.json', 'nx.json', 'libs'];

/**
 * Builds libs, server and web when their sources have changed since the last build.
 *
 * @param {import('./progress.mjs').Progress} progress
 */
export async function build(progress) {
  const stamp = createStamp(
    join(ROOT, 'apps/server/dist/.built-from'),
    [...SHARED_INPUTS, 'apps/server', 'apps/web'].map((path) => join(ROOT, path)),
  );
  const complete =
    existsSync(join(ROOT, 'apps/server/dist/main.js')) && existsSync(join(ROOT, 'apps/web/dist/index.html'));
  if (complete && stamp.isFresh()) {
    progress.print('the build is up to date');
    return;
  }
  progress.step('building the server and the web application');
  await runNx(['run-many', '-t', 'build', '--outputStyle=static'], progress);
  stamp.save();
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
        progress.print(`built ${project}`);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('error', fail);
    child.once('close', (code) => done({ code, output }));
  });
  if (code !== 0) throw new Error(`the build failed:\n${output.trim()}`);
}
