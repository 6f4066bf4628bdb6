import { RE2JS } from 're2js';
import type { Operator } from './operator.js';
import { patternSize } from './pattern-size.js';

const MAX_PATTERN = 500;
const MAX_CACHE = 500;
const MAX_SIZE = 300;
/** Instructions times characters: the work of one match, at most some tens of milliseconds. */
const MAX_WORK = 200_000;
const cache = new Map<string, RE2JS>();

/** Compiles a user's pattern with RE2 (linear time, no backtracking); undefined when it is not a valid one. */
export function compilePattern(pattern: string): RE2JS | undefined {
  const known = cache.get(pattern);
  if (known) return known;
  if (pattern.length === 0 || pattern.length > MAX_PATTERN || patternSize(pattern) > MAX_SIZE) return undefined;
  try {
    const compiled = RE2JS.compile(pattern);
    if (cache.size >= MAX_CACHE) cache.clear();
    cache.set(pattern, compiled);
    return compiled;
  } catch {
    return undefined;
  }
}

/** Whether the pattern is found in the text. A text that is too long to be searched by it in time is not matched. */
function isFound(pattern: string, text: string): boolean {
  const compiled = compilePattern(pattern);
  return compiled !== undefined && text.length * compiled.programSize() <= MAX_WORK && compiled.test(text);
}

/** Found anywhere in the text. There is no SQL: PostgreSQL's expressions have another grammar and may backtrack. */
export const matches: Operator = {
  name: 'matches',
  types: ['text'],
  native: false,
  value: 'pattern',
  editor: 'text',
  changesDaily: false,
  holds: (actual, expected) => typeof actual === 'string' && typeof expected === 'string' && isFound(expected, actual),
  label: { 'zh-CN': '符合正则表达式', en: 'matches the pattern' },
  sentence: { 'zh-CN': '{fact}符合表达式{value}', en: '{fact} matches {value}' },
};
