import { Inject, Injectable } from '@nestjs/common';
import type { RfmCuts, RfmMethod, RfmModelDefinition } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { cutParams, cutsSql, highSql, type RfmValues } from './rfm-sql.js';

export interface RfmModelRow {
  id: number;
  definition: RfmModelDefinition;
  current: RfmCuts;
  computedAt: Date | null;
}
/** How many customers are high or low in each of the three; null is unknown. */
export interface HighCount {
  recency: boolean | null;
  frequency: boolean | null;
  monetary: boolean | null;
  customers: number;
}
type Queryable = Pick<PoolClient, 'query'>;

const SELECT = `SELECT id, definition, computed_at AS "computedAt", jsonb_build_object(
  'recency', recency_cut, 'frequency', frequency_cut, 'monetary', monetary_cut) AS current FROM rfm_models`;

@Injectable()
export class RfmRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async list(client: Queryable = this.pool): Promise<RfmModelRow[]> {
    return (await client.query<RfmModelRow>(`${SELECT} ORDER BY id`)).rows;
  }

  async find(id: number, client: Queryable = this.pool): Promise<RfmModelRow | null> {
    return (await client.query<RfmModelRow>(`${SELECT} WHERE id = $1`, [id])).rows[0] ?? null;
  }

  async insert(client: PoolClient, definition: RfmModelDefinition): Promise<number> {
    const { rows } = await client.query<{ id: number }>(
      'INSERT INTO rfm_models (key, definition) VALUES ($1, $2) RETURNING id',
      [definition.key, JSON.stringify(definition)],
    );
    return rows[0].id;
  }

  async setDefinition(client: PoolClient, id: number, definition: RfmModelDefinition): Promise<void> {
    await client.query('UPDATE rfm_models SET definition = $2 WHERE id = $1', [id, JSON.stringify(definition)]);
  }

  /** Cut points that stay are not written, so that the catalog keeps its version. */
  async setCuts(client: PoolClient, id: number, cuts: RfmCuts, at: Date): Promise<void> {
    await client.query(
      `UPDATE rfm_models SET recency_cut = $2, frequency_cut = $3, monetary_cut = $4
       WHERE id = $1 AND (recency_cut, frequency_cut, monetary_cut) IS DISTINCT FROM ($2::float8, $3::float8, $4::float8)`,
      [id, ...cutParams(cuts)],
    );
    await client.query('UPDATE rfm_models SET computed_at = $2 WHERE id = $1', [id, at]);
  }

  async delete(client: PoolClient, id: number): Promise<void> {
    await client.query('DELETE FROM rfm_models WHERE id = $1', [id]);
  }

  async cuts(client: Queryable | null, values: RfmValues, method: RfmMethod): Promise<RfmCuts> {
    if (method.method === 'fixed') {
      const { recency, frequency, monetary } = method;
      return { recency, frequency, monetary };
    }
    return (await (client ?? this.pool).query<RfmCuts>(cutsSql(values, method))).rows[0];
  }

  async counts(values: RfmValues, cuts: RfmCuts): Promise<HighCount[]> {
    const high = highSql(values, 1);
    const { rows } = await this.pool.query<HighCount>(
      `SELECT ${high.recency} AS recency, ${high.frequency} AS frequency, ${high.monetary} AS monetary,
         count(*)::int AS customers FROM customers c GROUP BY 1, 2, 3`,
      cutParams(cuts),
    );
    return rows;
  }

  /** Customers whose answers differ are due for a review at `at`; the rows are locked in the order of their ids. */
  async reviewMoved(
    client: PoolClient,
    before: { values: RfmValues; cuts: RfmCuts },
    after: { values: RfmValues; cuts: RfmCuts },
    at: Date,
  ): Promise<void> {
    const [old, now] = [highSql(before.values, 2), highSql(after.values, 5)];
    const differs = (['recency', 'frequency', 'monetary'] as const).map(
      (part) => `(${old[part]}) IS DISTINCT FROM (${now[part]})`,
    );
    await client.query(
      `WITH moved AS (SELECT c.id FROM customers c WHERE ${differs.join(' OR ')} ORDER BY c.id FOR UPDATE)
       UPDATE customers c SET next_review_at = least(c.next_review_at, $1) FROM moved WHERE c.id = moved.id`,
      [at, ...cutParams(before.cuts), ...cutParams(after.cuts)],
    );
  }
}
