import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { RfmCutPoints } from '../rfm/rfm-cut-points.js';
import { MetricHistory } from './metric-history.js';
import { PopulationRuns } from './population-runs.js';
import { RunHandlers, RunProgress } from './run-handlers.js';
import { RunProgressRepository, type RunRow } from './runs.repository.js';
import { RuntimeService } from './runtime.service.js';

const BATCH = 1000;

/** Works through a run in batches. Each batch and its progress commit together, so a killed run resumes where it was. */
@Injectable()
export class RunExecutor {
  private readonly logger = new Logger(RunExecutor.name);
  private readonly executing = new Map<string, Promise<void>>();

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly progress: RunProgressRepository,
    private readonly runtimes: RuntimeService,
    private readonly populations: PopulationRuns,
    private readonly metricHistory: MetricHistory,
    private readonly rfm: RfmCutPoints,
    private readonly handlers: RunHandlers,
  ) {}

  execute(runId: string): Promise<void> {
    const running = this.executing.get(runId);
    if (running) return running;
    const work = this.work(runId).finally(() => this.executing.delete(runId));
    this.executing.set(runId, work);
    return work;
  }

  private async work(runId: string): Promise<void> {
    const run = await this.progress.start(runId);
    if (!run) return;
    try {
      // Everyone is evaluated against the cut points of this night.
      if (run.kind === 'nightly') await inTransaction(this.pool, (client) => this.rfm.recomputeAll(client));
      const isDone = await this.handle(run);
      if (isDone) await this.finish(run);
    } catch (error) {
      this.logger.error(error);
      await this.progress.finish(null, runId, 'failed', error instanceof Error ? error.message : String(error));
    }
  }

  private handle(run: RunRow): Promise<boolean> {
    const handler = this.handlers.find(run.kind);
    if (handler) return handler(run, new RunProgress(this.progress, run.id));
    return run.kind === 'metric' ? this.recount(run) : this.populations.execute(run);
  }

  /** Whether everyone was counted; false when the run has ended otherwise. */
  private async recount({ id, metricId }: RunRow): Promise<boolean> {
    for (;;) {
      // Before the transaction takes its connection: asking for another one while holding it can wait for ever.
      const runtime = await this.runtimes.current();
      const left = await inTransaction(this.pool, async (client) => {
        const run = await this.progress.lock(client, id);
        if (!run) return null;
        const ids = await this.progress.nextCustomers(client, run.cursor, BATCH);
        if (ids.length === 0) return 0;
        await this.metricHistory.recompute(client, runtime, metricId as number, ids, this.clock.now().getTime());
        await this.progress.advance(client, id, ids[ids.length - 1], ids.length, 0);
        return ids.length;
      });
      if (!left) return left === 0;
    }
  }

  /** In a transaction of its own: a definition may only change before the customers are touched, or two such changes wait for each other. */
  private async finish({ id, kind, metricId }: RunRow): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      if (kind === 'metric') await this.metricHistory.finish(client, metricId as number);
      await this.progress.finish(client, id, 'done');
    });
  }
}
