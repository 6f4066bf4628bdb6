import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';

export interface OverviewNumbers {
  customers: number;
  untagged: number;
  events24h: number;
  backlog: number;
  latency: { p50: number; p95: number } | null;
}

/** As many of the latest changes as the latency is measured over. */
const LATENCY_SAMPLE = 500;

@Injectable()
export class OverviewRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async numbers(now: Date): Promise<OverviewNumbers> {
    const { rows } = await this.pool.query<
      Omit<OverviewNumbers, 'latency'> & { p50: number | null; p95: number | null }
    >(
      `SELECT c.customers, c.untagged, e.events24h, b.backlog, l.p50, l.p95
       FROM (SELECT count(*)::int AS customers, count(*) FILTER (WHERE tags = '{}')::int AS untagged FROM customers) c,
         (SELECT count(*)::int AS events24h FROM events WHERE received_at > $1::timestamptz - interval '24 hours') e,
         (SELECT count(*)::int AS backlog FROM lanes l JOIN events e ON e.lane = l.lane AND e.seq > l.cursor) b,
         (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50, percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS p95
          FROM (SELECT extract(epoch FROM ch.recorded_at - ev.received_at)::float8 * 1000 AS ms
                FROM (SELECT customer_id, event_seq, recorded_at FROM changes WHERE event_seq IS NOT NULL
                      ORDER BY seq DESC LIMIT $2) ch
                JOIN events ev ON ev.customer_id = ch.customer_id AND ev.seq = ch.event_seq) sample) l`,
      [now, LATENCY_SAMPLE],
    );
    const { p50, p95, ...numbers } = rows[0];
    return { ...numbers, latency: p50 === null || p95 === null ? null : { p50, p95 } };
  }

  /** Customers who hold each of the tags. */
  async holders(tagIds: readonly number[]): Promise<Map<number, number>> {
    const { rows } = await this.pool.query<{ tag_id: number; customers: number }>(
      `SELECT t.id AS tag_id, (SELECT count(*)::int FROM customers WHERE tags @> ARRAY[t.id]) AS customers
       FROM unnest($1::int[]) AS t (id)`,
      [tagIds],
    );
    return new Map(rows.map((row) => [row.tag_id, row.customers]));
  }
}
