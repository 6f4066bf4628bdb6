import { Inject, Injectable } from '@nestjs/common';
import { dayStart, dayToIso, localDay } from '@tagloom/metrics';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import type { Settings } from '../../platform/settings/settings.js';

/** From this local hour on, when few people work. */
const HOUR = 3;

/** Starts one run over everyone a day: the safety net below the timers. */
@Injectable()
export class NightlyRuns {
  private readonly hours: Intl.DateTimeFormat;
  private lastKey = '';

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
  ) {
    this.hours = new Intl.DateTimeFormat('en-US', { timeZone: settings.timeZone, hour: 'numeric', hourCycle: 'h23' });
  }

  /** Records today's run when it is due and no process has. An installation has none on its first day. */
  async ensure(): Promise<void> {
    const now = this.clock.now();
    if (Number(this.hours.format(now)) < HOUR) return;
    const day = localDay(now.getTime(), this.settings.timeZone);
    const key = `nightly:${dayToIso(day)}`;
    if (key === this.lastKey) return;
    await this.pool.query(
      `INSERT INTO runs (kind, key, title, total, started_by)
       SELECT 'nightly', $1, $2, (SELECT count(*) FROM customers), 'Tagloom'
       WHERE EXISTS (SELECT FROM customers WHERE created_at < $3) ON CONFLICT (key) DO NOTHING`,
      [key, dayToIso(day), dayStart(day, this.settings.timeZone)],
    );
    this.lastKey = key;
  }
}
