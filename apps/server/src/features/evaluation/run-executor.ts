import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ClientBase, Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { Evaluator } from './evaluator.js';
import { MetricHistory } from './metric-history.js';
import { RunProgressRepository, type RunRow } from './runs.repository.js';
import type { Runtime } from './runtime.js';
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
    private readonly evaluator: Evaluator,
    private readonly metricHistory: MetricHistory,
  ) {}

  execute(runId: string): Promise<void> {
    const running = this.executing.get(runId);
    if (running) return running;
    const work = this.work(runId).finally(() => this.executing.delete(runId));
    this.executing.set(runId, work);
    return work;
  }

  private async work(runId: string): Promise<void> {
    if (!(await this.progress.start(runId))) return;
    try {
      while (await this.batch(runId));
    } catch (error) {
      this.logger.error(error);
      await this.progress.finish(null, runId, 'failed', error instanceof Error ? error.message : String(error));
    }
  }

  /** Whether there is more to do. */
  private async batch(runId: string): Promise<boolean> {
    // Before the transaction takes its connection: asking for another one while holding it can wait for ever.
    const runtime = await this.runtimes.current();
    return inTransaction(this.pool, async (client) => {
      const run = await this.progress.lock(client, runId);
      if (!run) return false;
      if (run.cancelRequested) {
        await this.progress.finish(client, runId, 'cancelled');
        return false;
      }
      const ids = await this.progress.nextCustomers(client, run.cursor, BATCH);
      if (ids.length === 0) {
        if (run.kind === 'metric') await this.metricHistory.finish(client, run.metricId as number);
        await this.progress.finish(client, runId, 'done');
        return false;
      }
      const changed = await this.process(client, runtime, run, ids);
      await this.progress.advance(client, runId, ids[ids.length - 1], ids.length, changed);
      return true;
    });
  }

  private async process(client: ClientBase, runtime: Runtime, run: RunRow, ids: string[]): Promise<number> {
    const at = this.clock.now().getTime();
    if (run.kind === 'metric') {
      await this.metricHistory.recompute(client, runtime, run.metricId as number, ids, at);
      return 0;
    }
    const flowId = run.flowId as number;
    const work = ids.map((customerId) => ({
      customerId,
      steps: [{ cause: 'run' as const, at, flowId, runId: run.id }],
    }));
    return (await this.evaluator.evaluate(client, runtime, work)).changed;
  }
}
