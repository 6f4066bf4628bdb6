import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';

/** A live count that takes longer than this is of no use to the person who draws. */
const TIMEOUT_MS = 8_000;
const QUERY_CANCELED = '57014';

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
    try {
      return await inTransaction(this.pool, async (client) => {
        // compiling a hundred predicates takes longer than running them
        await client.query(`SET LOCAL jit = off; SET LOCAL statement_timeout = ${TIMEOUT_MS}`);
        const { rows } = await client.query<Record<string, number>>(sql, [...params]);
        return { total: rows[0].total, counts: expressions.map((_expression, index) => rows[0][`n${index}`]) };
      });
    } catch (error) {
      if ((error as { code?: string }).code !== QUERY_CANCELED) throw error;
      throw new DomainError('unavailable', 'Counting took too long', {
        hint: 'Make the rule smaller, or try again later',
      });
    }
  }
}
