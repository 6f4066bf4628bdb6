import { Inject, Injectable } from '@nestjs/common';
import type { DemoCustomer } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { DEMO_SOURCE } from './demo-deeds.js';

export interface LoadedDemoCustomer extends Pick<DemoCustomer, 'has'> {
  externalId: string;
  customerId: string;
}

/** What is here of the demo customers of a template. */
@Injectable()
export class DemoCustomersRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async loaded(externalIds: readonly string[]): Promise<LoadedDemoCustomer[]> {
    const { rows } = await this.pool.query<LoadedDemoCustomer>(
      `SELECT i.external_id AS "externalId", i.customer_id::text AS "customerId", coalesce(
         (SELECT jsonb_agg(jsonb_build_object('key', t.key, 'name', t.name, 'category', t.category, 'isProposed', t.proposed)
                           ORDER BY t.proposed, t.position, t.id)
          FROM (SELECT g.*, false AS proposed FROM tags g WHERE g.id = ANY(c.tags)
                UNION ALL
                SELECT g.*, true FROM suggestions s JOIN tags g ON g.id = s.tag_id
                WHERE s.customer_id = c.id AND s.status = 'open') t), '[]') AS has
       FROM identities i JOIN customers c ON c.id = i.customer_id
       WHERE i.channel = $1 AND i.connection = '' AND i.external_id = ANY($2)`,
      [DEMO_SOURCE, externalIds],
    );
    return rows;
  }

  /** Their events, and how many of them the lanes have passed. */
  async progress(customerIds: readonly string[]): Promise<{ events: number; evaluated: number }> {
    const { rows } = await this.pool.query<{ events: number; evaluated: number }>(
      `SELECT count(*)::int AS events, count(*) FILTER (WHERE e.seq <= l.cursor)::int AS evaluated
       FROM events e JOIN lanes l ON l.lane = e.lane WHERE e.customer_id = ANY($1::bigint[]) AND e.source = $2`,
      [customerIds, DEMO_SOURCE],
    );
    return rows[0];
  }
}
