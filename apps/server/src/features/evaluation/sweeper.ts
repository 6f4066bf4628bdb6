import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { Evaluator } from './evaluator.js';
import { LaneSignal } from './lane-signal.js';
import { NightlyRuns } from './nightly-runs.js';
import { RunLauncher } from './run-launcher.js';
import { RunProgressRepository } from './runs.repository.js';
import { RuntimeService } from './runtime.service.js';

const REVIEW_BATCH = 500;
const REVIEW_BATCHES_PER_SWEEP = 20;

/** Finds undone work in the database, whatever the queue says: lanes, runs, the nightly one, and customers whose time has come. */
@Injectable()
export class Sweeper {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly lanes: LaneSignal,
    private readonly runs: RunProgressRepository,
    private readonly launcher: RunLauncher,
    private readonly runtimes: RuntimeService,
    private readonly evaluator: Evaluator,
    private readonly nightly: NightlyRuns,
  ) {}

  async sweep(): Promise<void> {
    this.lanes.wake(await this.behind());
    await this.nightly.ensure();
    for (const runId of await this.runs.unfinished()) await this.launcher.launch(runId);
    for (let batch = 0; batch < REVIEW_BATCHES_PER_SWEEP; batch += 1) if ((await this.review()) < REVIEW_BATCH) break;
  }

  private async behind(): Promise<number[]> {
    const { rows } = await this.pool.query<{ lane: number }>(
      'SELECT lane FROM lanes l WHERE EXISTS (SELECT FROM events e WHERE e.lane = l.lane AND e.seq > l.cursor)',
    );
    return rows.map((row) => row.lane);
  }

  private async review(): Promise<number> {
    const runtime = await this.runtimes.current();
    return inTransaction(this.pool, async (client) => {
      const at = this.clock.now().getTime();
      const { rows } = await client.query<{ id: string }>(
        `SELECT id FROM customers WHERE next_review_at <= to_timestamp($1) ORDER BY next_review_at LIMIT ${REVIEW_BATCH} FOR UPDATE SKIP LOCKED`,
        [at / 1000],
      );
      const work = rows.map(({ id }) => ({ customerId: id, steps: [{ cause: 'review' as const, at }] }));
      if (work.length > 0) await this.evaluator.evaluate(client, runtime, work);
      return rows.length;
    });
  }
}
