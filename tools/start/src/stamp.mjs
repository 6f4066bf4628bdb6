import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const NOT_INPUT = new Set(['node_modules', 'dist', '.nx', 'coverage', 'test-results']);

/** @param {string} path @param {import('node:crypto').Hash} hash */
function addToHash(path, hash) {
  if (!existsSync(path)) return;
  /** @type {import('node:fs').Dirent[]} */
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch {
    hash.update(path).update(readFileSync(path));
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) {
      if (!NOT_INPUT.has(entry.name)) addToHash(child, hash);
    } else if (!/\.(spec\.tsx?|md|log|tsbuildinfo)$/.test(entry.name)) hash.update(child).update(readFileSync(child));
  }
}

/**
 * Remembers from which sources a build was made, by their content: times of files mean nothing after a clone.
 *
 * @param {string} stampFile inside the build's output, so that deleting the output forgets it too
 * @param {string[]} inputs files and folders
 */
export function createStamp(stampFile, inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) addToHash(input, hash);
  hash.update(process.version);
  const current = hash.digest('hex');
  return {
    isFresh: () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === current,
    save: () => {
      mkdirSync(dirname(stampFile), { recursive: true });
      writeFileSync(stampFile, current);
    },
  };
}
