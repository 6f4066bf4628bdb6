import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { log } from '../logging/pino-logger.js';

/**
 * Work that is looked after every so often while the process lives: one look at a time, a failed one is logged and tried again
 * the next time, and shutting down waits for the one under way.
 */
export abstract class PeriodicLook implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | null = null;

  /** Ms between two looks; the first one comes after as long. */
  protected abstract readonly everyMs: number;

  /** What did not work, for the log: «could not …». */
  protected abstract readonly failure: string;

  /** Does what is due. What it throws is logged. */
  protected abstract doDue(): Promise<void>;

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), this.everyMs).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Does what is due, and never throws. A second call while one is at work waits for that one. */
  look(): Promise<void> {
    this.looking ??= this.attempt().finally(() => (this.looking = null));
    return this.looking;
  }

  private async attempt(): Promise<void> {
    try {
      await this.doDue();
    } catch (error) {
      log.error({ err: error, context: this.constructor.name }, this.failure);
    }
  }
}
