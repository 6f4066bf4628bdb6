import { MAX_JSON_DEPTH } from './json-limits.js';

export interface JsonFlaw {
  kind: 'too_deep' | 'nul';
  path: string;
}

type Path = { parent: Path; key: string } | null;

/** The first flaw of parsed JSON that no schema should have to know of, or null. Uses no recursion, however deep the input. */
export function inspectJson(root: unknown, { maxDepth = MAX_JSON_DEPTH, allowNul = false } = {}): JsonFlaw | null {
  const waiting: { value: object; path: Path; depth: number }[] = [];
  if (isObject(root)) waiting.push({ value: root, path: null, depth: 1 });
  for (let visit = waiting.pop(); visit; visit = waiting.pop()) {
    const { value, path, depth } = visit;
    if (depth > maxDepth) return { kind: 'too_deep', path: textOf(path).split('.').slice(0, 8).join('.') };
    for (const [key, child] of Object.entries(value)) {
      if (!allowNul && key.includes('\u0000')) return { kind: 'nul', path: textOf(path) };
      if (!allowNul && typeof child === 'string' && child.includes('\u0000'))
        return { kind: 'nul', path: textOf({ parent: path, key }) };
      if (isObject(child)) waiting.push({ value: child, path: { parent: path, key }, depth: depth + 1 });
    }
  }
  return null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function textOf(path: Path): string {
  const keys: string[] = [];
  for (let step = path; step; step = step.parent) keys.unshift(step.key);
  return keys.join('.');
}
