import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

export interface CustomerChanges {
  id: string;
  tagIds: number[];
  /** The newest of them. */
  seq: string;
}

@Injectable()
export class WatchedCustomersRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** The newest change of the customer; 0 when there is none, or no such customer. */
  async newest(customerId: string): Promise<string> {
    const { rows } = await this.pool.query<{ seq: string }>(
      'SELECT coalesce(max(seq), 0)::text AS seq FROM changes WHERE customer_id = $1',
      [customerId],
    );
    return rows[0].seq;
  }

  /** Which of them changed after the change that is known of each: one look-up in an index for each. */
  async changedSince(known: ReadonlyMap<string, string>): Promise<CustomerChanges[]> {
    const { rows } = await this.pool.query<CustomerChanges>({
      name: 'changes-of-watched-customers',
      text: `SELECT c.customer_id::text AS id, array_agg(DISTINCT c.tag_id) AS "tagIds", max(c.seq)::text AS seq
             FROM unnest($1::bigint[], $2::bigint[]) AS known (id, seq)
             JOIN changes c ON c.customer_id = known.id AND c.seq > known.seq GROUP BY c.customer_id`,
      values: [[...known.keys()], [...known.values()]],
    });
    return rows;
  }
}
