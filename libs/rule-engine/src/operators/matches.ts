import { RE2JS } from 're2js';
import type { Operator } from './operator.js';
import { patternSize } from './pattern-size.js';
import { patternToPostgres } from './pattern/pattern-to-postgres.js';

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

const isPattern = (value: unknown): value is string => typeof value === 'string';

/**
 * Found in a text of at most `length` UTF-16 units. A text has at most as many units as bytes, and at least as many as
 * characters; only between the two must those be counted that take two units. In the collation «C» no locale has a say.
 */
function foundSql(actual: string, pattern: string, length: number): string {
  const isFoundSql = `${actual} ~ ${pattern} COLLATE "C"`;
  const units = `length(${actual}) + regexp_count(${actual} COLLATE "C", '[\\U00010000-\\U0010ffff]')`;
  return (
    `CASE WHEN octet_length(${actual}) <= ${length} THEN ${isFoundSql} WHEN length(${actual}) > ${length} THEN FALSE ` +
    `WHEN ${units} <= ${length} THEN ${isFoundSql} ELSE FALSE END`
  );
}

/** Found anywhere in the text. Patterns that PostgreSQL would read otherwise have no SQL. */
export const matches: Operator = {
  name: 'matches',
  types: ['text'],
  native: false,
  value: 'pattern',
  editor: 'text',
  changesDaily: false,
  holds: (actual, expected) => typeof actual === 'string' && isPattern(expected) && isFound(expected, actual),
  isCountable: (expected) => isPattern(expected) && patternToPostgres(expected) !== undefined,
  sql: ({ actual, expected, bind }) => {
    const compiled = isPattern(expected) ? compilePattern(expected) : undefined;
    const translated = compiled && patternToPostgres(expected as string);
    if (!compiled || translated === undefined) return 'FALSE';
    return foundSql(actual, bind(translated, 'text'), Math.floor(MAX_WORK / compiled.programSize()));
  },
  label: { 'zh-CN': '符合正则表达式', en: 'matches the pattern' },
  sentence: { 'zh-CN': '{fact}符合表达式{value}', en: '{fact} matches {value}' },
};
