import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { JobQueues } from '../../platform/queue/job-queues.js';
import { SuggestionUpkeep } from '../suggestions/suggestion-upkeep.js';
import { Deliverer } from './deliverer.js';

const SWEEP_EVERY_MS = 1_000;

/** Connects the job to its handler; it carries nothing, the outbox says what is due. Part of the worker process only. */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap {
  private readonly logger = new Logger(DeliveryWorker.name);

  constructor(
    private readonly queues: JobQueues,
    private readonly deliverer: Deliverer,
    private readonly upkeep: SuggestionUpkeep,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const work = async (): Promise<void> => {
      await this.deliverer.wake();
      await this.upkeep.run();
    };
    await this.queues.work('deliver', 1, work, (error) => this.logger.error(error));
    await this.queues.repeat('deliver', {}, SWEEP_EVERY_MS);
  }
}
