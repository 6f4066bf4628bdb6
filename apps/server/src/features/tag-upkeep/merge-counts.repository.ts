import { Inject, Injectable } from '@nestjs/common';
import type { MergePreview } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

/** How much a merge or a split would move; for callers who may edit the tags. */
@Injectable()
export class MergeCountsRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async of(from: number, to: number): Promise<Pick<MergePreview, 'customers' | 'both' | 'shares' | 'suggestions'>> {
    const { rows } = await this.pool.query<Pick<MergePreview, 'customers' | 'both' | 'shares' | 'suggestions'>>(
      `SELECT count(DISTINCT c.customer_id)::int AS customers,
         count(DISTINCT c.customer_id) FILTER (WHERE EXISTS (
           SELECT FROM claims o WHERE o.customer_id = c.customer_id AND o.tag_id = $2))::int AS both,
         (SELECT count(*)::int FROM shares WHERE tag_id = $1 AND ended_at IS NULL) AS shares,
         (SELECT count(*)::int FROM suggestions WHERE tag_id = $1 AND status = 'open') AS suggestions
       FROM claims c WHERE c.tag_id = $1`,
      [from, to],
    );
    return rows[0];
  }

  /** Customers with any of the values, for each list of values. */
  async byValues(tagId: number, lists: readonly (readonly string[])[]): Promise<number[]> {
    const counts: number[] = [];
    for (const values of lists) {
      const { rows } = await this.pool.query<{ n: number }>(
        `SELECT count(DISTINCT customer_id)::int AS n FROM claims WHERE tag_id = $1 AND stance = 'assert' AND value ?| $2::text[]`,
        [tagId, values],
      );
      counts.push(rows[0].n);
    }
    return counts;
  }
}
