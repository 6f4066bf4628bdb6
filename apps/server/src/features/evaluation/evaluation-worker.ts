import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { JobQueues } from '../../platform/queue/job-queues.js';
import { LANES } from './lanes.js';
import { LaneDrain } from './lane-drain.js';
import { RunExecutor } from './run-executor.js';
import { Sweeper } from './sweeper.js';

const SWEEP_EVERY_MS = 2_000;
const CONCURRENT_RUNS = 1;

/** Connects every job to its handler. Part of the worker process only. */
@Injectable()
export class EvaluationWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger(EvaluationWorker.name);

  constructor(
    private readonly queues: JobQueues,
    private readonly lanes: LaneDrain,
    private readonly runs: RunExecutor,
    private readonly sweeper: Sweeper,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const onFailure = (error: Error): void => this.logger.error(error);
    await this.queues.work('lane', LANES, ({ lane }) => this.lanes.drain(lane), onFailure);
    await this.queues.work('run', CONCURRENT_RUNS, ({ runId }) => this.runs.execute(runId), onFailure);
    await this.queues.work('sweep', 1, () => this.sweeper.sweep(), onFailure);
    await this.queues.repeat('sweep', {}, SWEEP_EVERY_MS);
  }
}
