import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { ScopedReads } from '../catalog/scoped-reads.js';

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
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly scoped: ScopedReads,
  ) {}

  /** `seen`: the tags that the reader sees on customers; null is all. Whoever has none of these is untagged to the reader. */
  async numbers(context: ActorContext, seen: readonly number[] | null, now: Date): Promise<OverviewNumbers> {
    const [{ rows }, latency] = await Promise.all([
      this.pool.query<Omit<OverviewNumbers, 'latency'>>(
        `SELECT c.customers, c.untagged, e.events24h, b.backlog
       FROM (SELECT count(*)::int AS customers,
               count(*) FILTER (WHERE CASE WHEN $2::int[] IS NULL THEN tags = '{}' ELSE NOT tags && $2 END)::int AS untagged
             FROM customers) c,
         (SELECT count(*)::int AS events24h FROM events WHERE received_at > $1::timestamptz - interval '24 hours') e,
         (SELECT count(*)::int AS backlog FROM lanes l JOIN events e ON e.lane = l.lane AND e.seq > l.cursor) b`,
        [now, seen],
      ),
      this.latency(context),
    ]);
    return { ...rows[0], latency };
  }

  private async latency(context: ActorContext): Promise<OverviewNumbers['latency']> {
    return this.scoped.read(context, async (client, filterTags) => {
      const params: unknown[] = [LATENCY_SAMPLE];
      const filter = filterTags('masked', 'tag_id', (value) => params.push(value));
      const { rows } = await client.query<{ p50: number | null; p95: number | null }>(
        `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50, percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS p95
          FROM (SELECT extract(epoch FROM ch.recorded_at - ev.received_at)::float8 * 1000 AS ms
                FROM (SELECT customer_id, event_seq, recorded_at FROM changes WHERE event_seq IS NOT NULL AND ${filter}
                      ORDER BY seq DESC LIMIT $1) ch
                JOIN events ev ON ev.customer_id = ch.customer_id AND ev.seq = ch.event_seq) sample`,
        params,
      );
      const { p50, p95 } = rows[0];
      return p50 === null || p95 === null ? null : { p50, p95 };
    });
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
