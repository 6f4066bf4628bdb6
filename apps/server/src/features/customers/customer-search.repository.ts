import { Inject, Injectable } from '@nestjs/common';
import type { SqlCondition } from '@tagloom/rule-engine';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import type { CustomerRow } from './customer-columns.js';
import type { SortKey } from './sort-key.js';

/** The row a page ended with; its value is null among the rows that have none, which come last. */
export interface SearchPosition {
  value: string | number | null;
  id: string;
}

export interface CustomerPageQuery {
  columns: string;
  /** Over customers `c`, parameters from $1. */
  condition: SqlCondition;
  sort: SortKey;
  after: SearchPosition | null;
  limit: number;
}
export type PositionedRow = CustomerRow & { position: string | number | null };

/**
 * A page is read in two parts, each a plain seek: the rows that have the sort value, then, by id, those that have none.
 * So an index can serve either direction with unknown values last, and a deep page costs no more than the first.
 */
@Injectable()
export class CustomerSearchRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** The exact total and a page, both of one snapshot. */
  async search(query: CustomerPageQuery): Promise<{ total: number; rows: PositionedRow[] }> {
    const client = await this.pool.connect();
    let broken = true;
    try {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const total = await this.count(client, query.condition);
      const rows = await this.page(client, query);
      await client.query('COMMIT');
      broken = false;
      return { total, rows };
    } finally {
      // a connection with a failed transaction is thrown away rather than handed to the next request
      client.release(broken);
    }
  }

  private async count(client: PoolClient, { sql, params }: SqlCondition): Promise<number> {
    const { rows } = await client.query<{ total: number }>(
      `SELECT count(*)::int AS total FROM customers c WHERE ${sql}`,
      params,
    );
    return rows[0].total;
  }

  private async page(client: PoolClient, query: CustomerPageQuery): Promise<PositionedRow[]> {
    const known = query.after?.value === null ? [] : await this.knownPart(client, query);
    if (known.length >= query.limit) return known;
    return [...known, ...(await this.unknownPart(client, query, query.limit - known.length))];
  }

  private async knownPart(client: PoolClient, query: CustomerPageQuery): Promise<PositionedRow[]> {
    const { sort, after } = query;
    const params = [...query.condition.params];
    const seek =
      after === null
        ? ''
        : `AND (${sort.expression}, c.id) ${sort.descending ? '<' : '>'} ($${params.push(after.value)}::${sort.type}, $${params.push(after.id)}::bigint)`;
    const direction = sort.descending ? 'DESC' : 'ASC';
    const { rows } = await client.query<PositionedRow>(
      `SELECT ${query.columns}, ${sort.position} AS position FROM customers c
       WHERE (${query.condition.sql}) AND ${sort.expression} IS NOT NULL ${seek}
       ORDER BY ${sort.expression} ${direction}, c.id ${direction} LIMIT $${params.push(query.limit)}`,
      params,
    );
    return rows;
  }

  private async unknownPart(client: PoolClient, query: CustomerPageQuery, limit: number): Promise<PositionedRow[]> {
    const params = [...query.condition.params];
    const seek = query.after?.value === null ? `AND c.id > $${params.push(query.after.id)}::bigint` : '';
    const { rows } = await client.query<PositionedRow>(
      `SELECT ${query.columns}, NULL AS position FROM customers c
       WHERE (${query.condition.sql}) AND ${query.sort.expression} IS NULL ${seek}
       ORDER BY c.id LIMIT $${params.push(limit)}`,
      params,
    );
    return rows;
  }
}
