import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  compileCondition,
  conditionToSql,
  FlowError,
  OPERATORS,
  type Operator,
  validateCondition,
} from '@tagloom/rule-engine';
import { catalog, countablePatterns, texts as textsOf } from '@tagloom/rule-engine/testing';
import fc from 'fast-check';
import { Client } from 'pg';

const PATTERNS = 600;
const TEXTS = 150;
/** PostgreSQL keeps so many compiled expressions at least. */
const PER_QUERY = 30;
const seed = Date.now() % 2 ** 31;
const moment = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai' };
const matching = (value: string) => ({ fact: 'profile.city', operator: 'matches', value });

describe('patterns, in PostgreSQL and compiled', () => {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL });

  beforeAll(async () => {
    await client.connect();
    await client.query('CREATE TEMP TABLE c (id int, p_city text)');
  });
  afterAll(() => client.end());

  const fill = async (texts: readonly string[]) => {
    await client.query('TRUNCATE c');
    await client.query('INSERT INTO c SELECT row_number() OVER (), t FROM unnest($1::text[]) t', [texts]);
  };
  const byPlan = (pattern: string, texts: readonly string[]) => {
    const holds = compileCondition(matching(pattern), catalog);
    return texts.map((text) => holds({ 'profile.city': text }, moment));
  };
  const bySql = async (patterns: readonly string[]) => {
    const params: unknown[] = [];
    const columns = patterns.map((pattern, at) => {
      const written = conditionToSql(matching(pattern), catalog, moment, { startIndex: params.length + 1 });
      params.push(...written.params);
      return `${written.sql} AS a${at}`;
    });
    const { rows } = await client.query<Record<string, boolean>>(
      `SELECT ${columns.join(', ')} FROM c ORDER BY id`,
      params,
    );
    return patterns.map((_, at) => rows.map((row) => row[`a${at}`]));
  };

  it(`are found in the same texts, for ${PATTERNS * TEXTS} pairs`, async () => {
    const texts = fc.sample(textsOf, { numRuns: TEXTS, seed });
    const patterns = fc.sample(countablePatterns, { numRuns: PATTERNS, seed });
    await fill(texts);
    const found: unknown[] = [];
    const told = new Set<boolean>();
    for (let from = 0; from < PATTERNS; from += PER_QUERY) {
      const part = patterns.slice(from, from + PER_QUERY);
      const answers = await bySql(part);
      for (const [at, pattern] of part.entries()) {
        const expected = byPlan(pattern, texts);
        for (const [text, isFound] of expected.entries()) {
          told.add(isFound);
          if (answers[at][text] !== isFound) found.push({ pattern, text: texts[text], isFound });
        }
      }
    }
    expect({ seed, count: found.length, examples: found.slice(0, 3) }).toEqual({ seed, count: 0, examples: [] });
    expect(told.size).toBe(2);
  }, 60_000);

  it('are not searched for in texts that are too long for them, however many bytes a character takes', async () => {
    const lengths = [10, 2000, 20_000, 33_332, 33_333, 33_334, 40_000, 66_666, 66_668, 200_001];
    const texts = lengths.flatMap((length) => ['a', '北', '\u{1f600}'].map((char) => char.repeat(length)));
    await fill(texts);
    for (const pattern of ['a', '北', '.', 'a|北|\u{1f600}']) {
      const expected = byPlan(pattern, texts);
      expect(new Set(expected).size).toBe(2);
      expect([pattern, ...(await bySql([pattern]))]).toEqual([pattern, expected]);
    }
  });

  it.each([
    '(?i)a',
    '(?s).',
    '(?m)^a',
    '\\bword\\b',
    '\\B',
    '\\pL',
    '\\p{Han}',
    '\\Qa.b\\E',
    '\\07',
    'a{256}',
    '(?:^a)+',
  ])('have no SQL when they are beyond what both read alike: %s', (pattern) => {
    const holds = compileCondition(matching(pattern), catalog);
    expect(() => holds({ 'profile.city': 'a' }, moment)).not.toThrow();
    expect(() => conditionToSql(matching(pattern), catalog, moment)).toThrow(FlowError);
  });

  it.each([
    '(?:\\w*\\d*\\s*){30}',
    '(?:[ab]*a[ab]{60}){4}',
    '(a*)*b(a*)*c',
    '(?:a{0,50}){5}b',
    '(?:.*,){40}x',
    '.*a.{200}b',
    '[^a]{255}[^b]{40}',
  ])('are searched for in time by PostgreSQL too: %s', async (pattern) => {
    const texts = ['ab'.repeat(500), 'a'.repeat(300), `${'a,'.repeat(300)}b`];
    await fill(texts);
    expect(conditionToSql(matching(pattern), catalog, moment).patterns.size).toBe(1);
    expect(validateCondition(matching(pattern), catalog)).toEqual([]);
    const since = performance.now();
    expect(await bySql([pattern])).toEqual([byPlan(pattern, texts)]);
    expect(performance.now() - since).toBeLessThan(2000);
  });

  it.each(['.', '\\s', '\\w', '[\\w]'])(
    'notices a translation that means something else: %s as PostgreSQL reads it',
    async (pattern) => {
      const texts = ['\n', '\v', '北', 'a', ...fc.sample(textsOf, { numRuns: TEXTS, seed })];
      await fill(texts);
      const operators = OPERATORS as Map<string, Operator>;
      const right = operators.get('matches')!;
      operators.set('matches', { ...right, sql: ({ actual, value }) => `${actual} ~ ${value()}` });
      try {
        expect(await bySql([pattern])).not.toEqual([byPlan(pattern, texts)]);
      } finally {
        operators.set('matches', right);
      }
    },
  );
});
