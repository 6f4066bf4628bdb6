import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { Flow, FlowHealth } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { blockOf } from '../catalog/flow-blocks.js';
import { ScopedReads } from '../catalog/scoped-reads.js';
import { flowNotFound } from '../flows/flow-failures.js';

const DAYS = 30;
const DAY_MS = 86_400_000;

interface StoredFlow {
  lastFiredAt: Date | null;
  published: Flow | null;
  departmentId: string | null;
  blockedAt: Date | null;
}

interface DayRow {
  day: string;
  asked: number;
  fired: number;
  unchanged: number;
  overrides: number;
  micros: number | null;
}

/** How a flow fares, by day. Counters are stored every few seconds: the newest are not in yet. */
@Injectable()
export class FlowHealthService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly scoped: ScopedReads,
    private readonly views: CatalogViews,
    private readonly clock: Clock,
  ) {}

  async health(context: ActorContext, id: string): Promise<FlowHealth> {
    requireScope(context);
    const { lastFiredAt, ...stored } = await this.stored(id);
    const view = await this.views.of(context);
    const blocked = blockOf(stored.published, stored.departmentId, stored.blockedAt, view);
    const days = (await this.days(context, id)).map(({ micros, ...day }) => ({ ...day, microsPerEvaluation: micros }));
    return { flowId: id, lastFiredAt: lastFiredAt?.toISOString() ?? null, blocked, days };
  }

  private async stored(id: string): Promise<StoredFlow> {
    const { rows } = await this.pool.query<StoredFlow>(
      `SELECT (SELECT max(last_fired_at) FROM flow_stats s WHERE s.flow_id = f.id) AS "lastFiredAt",
         v.flow AS published, f.department_id::text AS "departmentId", f.blocked_at AS "blockedAt"
       FROM flows f LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version WHERE f.id = $1::bigint`,
      [id],
    );
    if (rows.length === 0) throw flowNotFound(id);
    return rows[0];
  }

  /** A person or a key overrides a flow by giving or forbidding a tag that it claims, or claimed once: told of the tags that the caller may read. */
  private days(context: ActorContext, id: string): Promise<DayRow[]> {
    const from = new Date(this.clock.now().getTime() - DAYS * DAY_MS);
    return this.scoped.read(context, async (client, filter) => {
      const params: unknown[] = [id, from, this.settings.timeZone];
      const readable = filter('read', 'tag_id', (value) => params.push(value));
      const { rows } = await client.query<DayRow>(
        `SELECT day::text AS day, coalesce(asked, 0)::float8 AS asked, coalesce(fired, 0)::float8 AS fired,
         coalesce(unchanged, 0)::float8 AS unchanged, coalesce(overrides, 0)::int AS overrides, sampled_micros / nullif(sampled, 0) AS micros
       FROM (SELECT * FROM flow_stats WHERE flow_id = $1::bigint AND day >= ($2 AT TIME ZONE $3)::date) stats
       FULL JOIN (
         SELECT (recorded_at AT TIME ZONE $3)::date AS day, count(*) AS overrides FROM changes
         WHERE tag_id IN (SELECT tag_id FROM claim_slots WHERE flow_id = $1::bigint AND kind = 'claim') AND ${readable}
           AND actor_kind IN ('person', 'api') AND flow_id IS NULL AND kind IN ('asserted', 'forbidden') AND recorded_at >= $2
         GROUP BY 1) hands USING (day)
       ORDER BY day DESC`,
        params,
      );
      return rows;
    });
  }
}
