import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Condition } from '@tagloom/contracts';
import { compileCondition, conditionMasks, conditionToSql, operatorsFor } from '@tagloom/rule-engine';
import {
  catalog,
  conditionsOf,
  factsOfRow,
  FALLBACK_ZONE,
  rows as rowsOf,
  type Row,
} from '@tagloom/rule-engine/testing';
import fc, { type Arbitrary } from 'fast-check';
import { Client } from 'pg';
import { insertRows, whileBroken } from './support/three-ways.js';

const ROWS = 300;
const CONDITIONS = 60;
const ROUNDS = 12;
const MOMENT = { now: new Date('2026-11-22T04:00:00Z'), timeZone: 'Asia/Shanghai', customerTimeZone: 'Asia/Shanghai' };
const ZONE = { column: 'p_time_zone', fallback: FALLBACK_ZONE, factsOnly: true };
const seed = Date.now() % 2 ** 31;
const sample = <T>(arbitrary: Arbitrary<T>, numRuns: number) => fc.sample(arbitrary, { numRuns, seed });

const VALUES: Record<'number' | 'text', Arbitrary<number | string>> = {
  number: fc.constantFrom(-1, -0, 0, 1, 2, 2.5, 3, 30, 31, 1e-300),
  text: fc.constantFrom('北京', '上海', '北', '京', 'a.b', '…', 'champions…'),
};

/** A comparison of a fact with its own column by any operator that can be looked up. */
function comparison(fact: string, type: 'number' | 'text'): Arbitrary<Condition> {
  const operators = operatorsFor(type).filter(({ breaks }) => breaks);
  return fc.constantFrom(...operators).chain(({ name, value: kind }) => {
    const one = VALUES[type];
    const value = {
      none: fc.constant(undefined),
      list: fc.array(one, { maxLength: 3 }),
      range: fc.tuple(one, one),
      same: one,
    }[kind as 'none' | 'list' | 'range' | 'same'];
    return value.map((expected): Condition => ({ fact, operator: name, value: expected as never }));
  });
}

const part = fc.oneof(
  comparison('metric.orders_90d', 'number'),
  comparison('metric.spend', 'number'),
  comparison('profile.city', 'text'),
  conditionsOf('countable'),
);
const condition = fc.array(part, { minLength: 1, maxLength: 4 }).map((all): Condition => ({ all }));

describe('conditions decided by look-ups', () => {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL });
  let rows: Row[];
  beforeAll(async () => {
    await client.connect();
    rows = sample(rowsOf, ROWS);
    await insertRows(client, rows);
  });
  afterAll(() => client.end());

  async function bySql(conditions: Condition[]): Promise<boolean[][]> {
    const masks = conditionMasks(conditions, catalog);
    expect(masks.sql).not.toBeNull();
    const params = [...masks.params];
    const columns = masks.conditions.map(({ rest, isMasked }, at) => {
      const written = conditionToSql(rest, catalog, MOMENT, { startIndex: params.length + 1, zoneOfCustomer: ZONE });
      params.push(...written.params);
      return `${isMasked ? `get_bit(mask.bits, ${at}) = 1 AND ` : ''}${written.sql} AS a${at}`;
    });
    const { rows: found } = await client.query<Record<string, boolean>>(
      `SELECT ${columns.join(', ')} FROM c CROSS JOIN LATERAL (SELECT ${masks.sql} AS bits OFFSET 0) mask ORDER BY id`,
      params,
    );
    return columns.map((_, at) => found.map((row) => row[`a${at}`]));
  }

  const byPlan = (conditions: Condition[]) =>
    conditions.map((one) => {
      const test = compileCondition(one, catalog);
      return rows.map((row) => test(factsOfRow(row, MOMENT), MOMENT));
    });

  async function difference(conditions: Condition[]) {
    const [sql, plan] = [await bySql(conditions), byPlan(conditions)];
    return conditions.flatMap((one, at) => {
      const row = rows.findIndex((_, index) => sql[at][index] !== plan[at][index]);
      return row === -1 ? [] : [{ seed, condition: one, row: rows[row], plan: plan[at][row] }];
    });
  }

  const rounds = () => sample(fc.array(condition, { minLength: CONDITIONS, maxLength: CONDITIONS }), ROUNDS);

  it(`answer as the compiled plan does, ${CONDITIONS} at a time`, async () => {
    let holding = 0;
    for (const conditions of rounds()) {
      expect((await difference(conditions)).slice(0, 2)).toEqual([]);
      holding += byPlan(conditions).flat().filter(Boolean).length;
    }
    expect(holding).toBeGreaterThan((ROUNDS * CONDITIONS * ROWS) / 50);
  });

  it('answer otherwise when an operator leaves out where its answer changes', async () => {
    const conditions = [-1, 0, 1, 2, 2.5, 3, 30, 31].map((value): Condition => {
      return { all: [{ fact: 'metric.spend', operator: 'greaterThanInclusive', value }] };
    });
    expect(await difference(conditions)).toEqual([]);
    await whileBroken(
      'greaterThanInclusive',
      () => ({ breaks: () => [] }),
      async () => expect((await difference(conditions)).length).toBe(conditions.length),
    );
  });

  it('are left alone where few ask the same fact', () => {
    const conditions: Condition[] = [
      { fact: 'metric.spend', operator: 'greaterThan', value: 1 },
      { fact: 'profile.city', operator: 'equal', value: '北京' },
    ];
    const { sql, params, conditions: asked } = conditionMasks(conditions, catalog);
    expect({ sql, params }).toEqual({ sql: null, params: [] });
    expect(asked).toEqual(conditions.map((one) => ({ rest: { all: [one] }, isMasked: false })));
  });
});
