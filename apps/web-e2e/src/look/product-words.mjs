import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const WEB = join(import.meta.dirname, '../../../web/src');

/** What the product itself says in Chinese, without what holds a value. @returns {string[]} */
export function productWords() {
  const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('zh-CN.ts'));
  const words = files.flatMap((file) =>
    [...readFileSync(join(WEB, file), 'utf8').matchAll(/: '([^'{]*\p{Script=Han}[^'{]*)'/gu)].map(([, word]) => word),
  );
  // a single character may be anybody's name
  return [...new Set(words)].filter((word) => word.length > 1);
}
