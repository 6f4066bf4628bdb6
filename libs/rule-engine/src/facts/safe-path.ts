const SEGMENT = /^[\p{L}\p{N}_-]+$/u;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const MAX_DEPTH = 8;
const MAX_LENGTH = 256;

/** The keys of a dotted path (`a.b`, `$.a.b`), or undefined when it is anything more than plain own properties. */
export function pathSegments(path: string): string[] | undefined {
  if (path.length > MAX_LENGTH) return undefined;
  const segments = (path.startsWith('$.') ? path.slice(2) : path).split('.');
  const safe = segments.length <= MAX_DEPTH && segments.every((key) => SEGMENT.test(key) && !FORBIDDEN.has(key));
  return safe ? segments : undefined;
}

/** The keys of a fact name, or undefined when one is a prototype's, or the name is one of the engine's own (`$…`). */
export function nameSegments(name: string): string[] | undefined {
  if (name === '' || name.length > MAX_LENGTH || name.startsWith('$')) return undefined;
  const segments = name.split('.');
  return segments.length <= MAX_DEPTH && segments.every((key) => key !== '' && !FORBIDDEN.has(key))
    ? segments
    : undefined;
}

/** Whether a key would reach a prototype. */
export const isForbiddenKey = (key: string) => FORBIDDEN.has(key);

/** Walks own properties only; undefined as soon as one is missing. */
export function walk(value: unknown, segments: readonly string[]): unknown {
  let current = value;
  for (const key of segments) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}

/** json-rules-engine's `pathResolver`: as its own, a value that is no object is returned unchanged by the caller. */
export function resolvePath(value: object, path: string): unknown {
  const segments = pathSegments(path);
  return segments ? walk(value, segments) : undefined;
}
