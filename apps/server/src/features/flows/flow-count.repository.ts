import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { estimate, type Estimates } from './estimate.js';

/** A live count that takes longer than this is of no use to the person who draws. */
const TIMEOUT_MS = 8_000;
const QUERY_CANCELED = '57014';

/** Customers in a sample: a share of a tenth is then known to within half a percent. */
const SAMPLE = 20_000;
/** A population of fewer is counted as fast as it is sampled. */
const SMALL = 4 * SAMPLE;
/** The same blocks each time: numbers must not jump while a rule is drawn. */
const SEED = 20_240_607;

/** Counts customers. */
@Injectable()
export class FlowCountRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** How many customers `c` there are, and how many of them each boolean expression selects: one pass, one snapshot. */
  async count(
    expressions: readonly string[],
    params: readonly unknown[],
  ): Promise<{ total: number; counts: number[] }> {
    const columns = expressions.map((expression, index) => `count(*) FILTER (WHERE ${expression})::int AS n${index}`);
    const sql = `SELECT ${['count(*)::int AS total', ...columns].join(', ')} FROM customers c`;
    const [row] = await this.query<Record<string, number>>(sql, params);
    return { total: row.total, counts: expressions.map((_expression, index) => row[`n${index}`]) };
  }

  /**
   * The same, estimated from whole blocks of the table, each with its margin at 95 %. Null for a small population, and for one
   * whose size the database does not know yet.
   */
  async sample(expressions: readonly string[], params: readonly unknown[]): Promise<Estimates | null> {
    const [{ total }] = await this.query<{ total: number }>(
      `SELECT CASE WHEN reltuples < 0 OR relpages = 0 THEN 0
         ELSE round(reltuples / relpages * (pg_relation_size(oid) / current_setting('block_size')::int))::float8 END AS total
       FROM pg_class WHERE oid = 'customers'::regclass`,
      [],
    );
    if (total < SMALL) return null;
    const columns = expressions.map((expression, index) => `count(*) FILTER (WHERE ${expression})::int AS n${index}`);
    const share = (100 * SAMPLE) / total;
    const blocks = await this.query<Record<string, number>>(
      `SELECT ${['count(*)::int AS customers', ...columns].join(', ')}
       FROM customers c TABLESAMPLE SYSTEM (${share}) REPEATABLE (${SEED}) GROUP BY (c.ctid::text::point)[0]`,
      params,
    );
    const estimated = estimate(
      blocks.map((block) => ({
        customers: block.customers,
        counts: expressions.map((_expression, index) => block[`n${index}`]),
      })),
      total,
    );
    // What everyone passes, everyone passes.
    return (
      estimated && {
        ...estimated,
        margins: estimated.margins.map((margin, at) => (isTrue(expressions[at]) ? 0 : margin)),
      }
    );
  }

  private async query<T extends object>(sql: string, params: readonly unknown[]): Promise<T[]> {
    try {
      return await inTransaction(this.pool, async (client) => {
        // compiling a hundred predicates takes longer than running them
        await client.query(`SET LOCAL jit = off; SET LOCAL statement_timeout = ${TIMEOUT_MS}`);
        return (await client.query<T>(sql, [...params])).rows;
      });
    } catch (error) {
      if ((error as { code?: string }).code !== QUERY_CANCELED) throw error;
      throw new DomainError('unavailable', 'Counting took too long', {
        hint: 'Make the rule smaller, or try again later',
      });
    }
  }
}

const isTrue = (expression: string): boolean => /^\(*true\)*$/i.test(expression);
