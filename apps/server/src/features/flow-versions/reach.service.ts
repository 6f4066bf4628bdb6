import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { ReachRequest, ReachResponse } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { flowNotFound } from '../flows/flow-failures.js';
import { refuseUnfitSince } from '../flows/refuse-unfit-since.js';

/** Customers a second of a backfill, where none has run yet: a guess on the careful side, replaced by what the first run of some size shows. */
const USUAL_RATE = 10_000;
/** Of backfills of at least so many customers: what starting one costs says nothing of its rate. */
const TELLING_SIZE = 1000;
const RECENT_RUNS = 5;

/** Whom publishing would ask at once, and about how long that takes. */
@Injectable()
export class ReachService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
  ) {}

  async reach(context: ActorContext, id: string, { apply, since }: ReachRequest): Promise<ReachResponse> {
    requireScope(context);
    refuseUnfitSince({ apply, since }, this.clock.now());
    const customers = await this.customers(id, apply === 'new_events', since ?? null);
    if (customers === null) throw flowNotFound(id);
    return { customers, seconds: customers === 0 ? 0 : Math.ceil((customers / (await this.rate())) * 10) / 10 };
  }

  private async customers(flowId: string, isNobody: boolean, since: string | null): Promise<number | null> {
    const { rows } = await this.pool.query<{ customers: number }>(
      `SELECT CASE WHEN $2 THEN 0 ELSE
         (SELECT count(*)::int FROM customers WHERE $3::timestamptz IS NULL OR last_seen_at >= $3) END AS customers
       FROM flows WHERE id = $1::bigint`,
      [flowId, isNobody, since],
    );
    return rows[0]?.customers ?? null;
  }

  /** Customers a second: the median of recent backfills. */
  private async rate(): Promise<number> {
    const { rows } = await this.pool.query<{ rate: number | null }>(
      `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY rate) AS rate FROM (
         SELECT done / greatest(extract(epoch FROM finished_at - started_at), 0.05)::float8 AS rate
         FROM runs WHERE kind = 'backfill' AND status = 'done' AND done >= $1 ORDER BY id DESC LIMIT $2) recent`,
      [TELLING_SIZE, RECENT_RUNS],
    );
    return rows[0].rate ?? USUAL_RATE;
  }
}
