import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OPERATORS, type Operator } from '@tagloom/rule-engine';
import { catalog, countableFlows, rows as rowsOf, type Row } from '@tagloom/rule-engine/testing';
import fc from 'fast-check';
import { Client } from 'pg';
import {
  byAuthority,
  byPlan,
  bySql,
  differences,
  insertRows,
  subjectsOf,
  whileBroken,
  type Subject,
} from './support/three-ways.js';

const ROWS = 300;
/** json-rules-engine is slower by two orders, so it decides the first rows only. */
const ROWS_OF_AUTHORITY = 60;
/** Enough for every operator to be in many of them. */
const FLOWS = 1500;
const FLOWS_PER_OPERATOR = 30;
const MOMENTS = ['2026-11-22T04:00:00Z', '2026-11-22T10:30:00Z'].map((at) => new Date(at));
const seed = Date.now() % 2 ** 31;

type Change = (right: Operator) => Pick<Operator, 'holds' | 'sql'>;
const likeTheOperator =
  (name: string): Change =>
  () => {
    const { holds, sql } = OPERATORS.get(name)!;
    return { holds, ...(sql && { sql }) };
  };
const aDayLate: Change = ({ holds, sql }) => ({
  holds: (actual, expected, today) => holds(actual, expected, today + 1),
  sql: (input) => sql!({ ...input, today: input.today + 1 }),
});
const theOpposite: Change = ({ holds, sql }) => ({
  holds: (...operands) => !holds(...operands),
  sql: (input) => `NOT (${sql!(input)})`,
});
/** Mistakes as one would make them: a wrong sign, a day off, the neighbour's meaning. */
const MISTAKES: [string, Change][] = [
  ['greaterThanInclusive', likeTheOperator('greaterThan')],
  ['olderThan', aDayLate],
  ['inLastDays', aDayLate],
  ['containsAll', likeTheOperator('containsAny')],
  ['textContains', theOpposite],
  ['matches', theOpposite],
];

describe('a mistake in one of the three ways to run rules', () => {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL });
  const flows = fc.sample(countableFlows, { numRuns: FLOWS, seed });
  let rows: Row[];

  beforeAll(async () => {
    rows = fc.sample(rowsOf, { numRuns: ROWS, seed });
    await client.connect();
    await insertRows(client, rows);
  }, 60_000);
  afterAll(() => client.end());

  /** The flows with a comparison of the operator. */
  const using = (name: string) =>
    flows.filter((flow) => JSON.stringify(flow).includes(`"${name}"`)).slice(0, FLOWS_PER_OPERATOR);
  const compiled = (subjects: Subject[]) => subjects.map((subject) => byPlan(subject, rows));
  const count = (subjects: Subject[], plans: boolean[][], others: boolean[][]) =>
    differences(subjects, rows, plans, others).length;
  /** Whether json-rules-engine differs anywhere; it stops at the first flow where it does. */
  const isOtherwiseDecided = async (subjects: Subject[], plans: boolean[][]) => {
    for (const [at, subject] of subjects.entries()) {
      const answers = await byAuthority(subject, rows.slice(0, ROWS_OF_AUTHORITY), catalog);
      if (count([subject], [plans[at]], [answers]) > 0) return true;
    }
    return false;
  };

  it.each(MISTAKES)(
    'about «%s» is noticed, whichever makes it',
    async (name, change) => {
      const right = subjectsOf(using(name), MOMENTS, catalog);
      const plans = compiled(right);
      const sql = await bySql(client, right, catalog);
      const wrong = await whileBroken(name, change, async () => ({
        plans: compiled(subjectsOf(using(name), MOMENTS, catalog)),
        sql: await bySql(client, right, catalog),
        isOtherwiseDecided: await isOtherwiseDecided(right, plans),
      }));
      expect({ seed, differences: count(right, plans, sql) }).toEqual({ seed, differences: 0 });
      expect(count(right, wrong.plans, sql)).toBeGreaterThan(0);
      expect(count(right, plans, wrong.sql)).toBeGreaterThan(0);
      expect(wrong.isOtherwiseDecided).toBe(true);
    },
    60_000,
  );

  it.each([
    ['a threshold that is not inclusive', ' >= ', ' > '],
    ['unknown that counts as yes', ', FALSE)', ', TRUE)'],
    ['someone else’s tags', 'c.tags @> ARRAY[1]', 'c.tags @> ARRAY[2]'],
  ])('of the SQL’s own is noticed: %s', async (_mistake, from, to) => {
    const subjects = subjectsOf(flows.slice(0, 3 * FLOWS_PER_OPERATOR), MOMENTS, catalog);
    const answers = await bySql(client, subjects, catalog, (sql) => sql.replaceAll(from, to));
    expect(count(subjects, compiled(subjects), answers)).toBeGreaterThan(0);
  });

  it('of json-rules-engine’s own is noticed: it runs another rule', async () => {
    const subjects = subjectsOf(flows.slice(0, FLOWS_PER_OPERATOR), MOMENTS, catalog);
    const others = subjects.map((subject, at) => ({ ...subject, flow: subjects[(at + 1) % subjects.length].flow }));
    expect(await isOtherwiseDecided(others, compiled(subjects))).toBe(true);
  });
});
