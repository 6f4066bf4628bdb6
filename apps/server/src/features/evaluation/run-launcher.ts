import { Injectable } from '@nestjs/common';
import { JobQueues } from '../../platform/queue/job-queues.js';

/** Queues a run whose row is committed. */
@Injectable()
export class RunLauncher {
  constructor(private readonly queues: JobQueues) {}

  async launch(runId: string): Promise<void> {
    await this.queues.add('run', { runId });
  }
}
