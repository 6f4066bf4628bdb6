import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { dayToIso, localDay } from '@tagloom/metrics';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { FlowTallies, type FlowTally } from './flow-tallies.js';

const EVERY_MS = 5_000;

/** Stores what was counted of flows, by day, every few seconds and at the end. */
@Injectable()
export class FlowStats implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(FlowStats.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(SETTINGS) private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly tallies: FlowTallies,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /** A failure loses nothing: the next flush has it. */
  async flush(): Promise<void> {
    const taken = this.tallies.take();
    if (taken.size === 0) return;
    try {
      await this.store([...taken].sort(([one], [other]) => one - other));
    } catch (error) {
      this.tallies.putBack(taken);
      this.logger.warn(`the counters of flows wait: ${String(error)}`);
    }
  }

  /** In the order of their ids, so that two processes never wait for each other. */
  private async store(entries: readonly [number, FlowTally][]): Promise<void> {
    const day = dayToIso(localDay(this.clock.now().getTime(), this.settings.timeZone));
    const column = (read: (tally: FlowTally) => number | null) => entries.map(([, tally]) => read(tally));
    await this.pool.query(
      `INSERT INTO flow_stats AS s (flow_id, day, asked, fired, unchanged, sampled, sampled_micros, last_fired_at)
       SELECT n.flow_id, $2::date, n.asked, n.fired, n.unchanged, n.sampled, n.micros, to_timestamp(n.fired_at / 1000)
       FROM unnest($1::int[], $3::int[], $4::int[], $5::int[], $6::int[], $7::float8[], $8::float8[])
         AS n(flow_id, asked, fired, unchanged, sampled, micros, fired_at) JOIN flows f ON f.id = n.flow_id ORDER BY n.flow_id
       ON CONFLICT (flow_id, day) DO UPDATE SET asked = s.asked + excluded.asked, fired = s.fired + excluded.fired,
         unchanged = s.unchanged + excluded.unchanged, sampled = s.sampled + excluded.sampled,
         sampled_micros = s.sampled_micros + excluded.sampled_micros,
         last_fired_at = greatest(s.last_fired_at, excluded.last_fired_at)`,
      [
        entries.map(([flowId]) => flowId),
        day,
        column(({ asked }) => asked),
        column(({ fired }) => fired),
        column(({ unchanged }) => unchanged),
        column(({ sampled }) => sampled),
        column(({ sampledMicros }) => sampledMicros),
        column(({ lastFiredAt }) => lastFiredAt),
      ],
    );
  }
}
