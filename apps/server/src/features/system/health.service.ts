import { Inject, Injectable } from '@nestjs/common';
import type { Health } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import type { ResolvedSettings } from '../../platform/settings/resolve-secret.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { VERSION } from './version.js';

@Injectable()
export class HealthService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SETTINGS) private readonly settings: ResolvedSettings,
  ) {}

  /** Asks the database, so that «ok» means that events can be taken. */
  async check(): Promise<Health> {
    const queue = this.settings.redisUrl === null ? 'postgres' : 'redis';
    try {
      const { rows } = await this.pool.query<{ backlog: number; disagreements: number; hopFuses: number }>({
        text: `SELECT (SELECT count(*) FROM lanes l JOIN events e ON e.lane = l.lane AND e.seq > l.cursor)::int AS backlog,
            coalesce(sum(count) FILTER (WHERE kind = 'disagreement'), 0)::int AS disagreements,
            coalesce(sum(count) FILTER (WHERE kind = 'hop_fuse'), 0)::int AS "hopFuses"
          FROM evaluation_problems`,
        name: 'health',
      });
      const [{ backlog, ...problems }] = rows;
      return { status: 'ok', database: true, queue, backlog, version: VERSION, problems };
    } catch {
      return { status: 'degraded', database: false, queue, backlog: 0, version: VERSION };
    }
  }
}
