import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { ShadowEnd } from './shadow-end.js';
import { ShadowReviews } from './shadow-reviews.js';
import { ShadowsRepository } from './shadows.repository.js';

const EVERY_MS = 2_000;
const PRUNE_EVERY = 1_800;

/** Asks shadows about whom time concerns, ends those whose time is over, and deletes old results. Part of the worker process. */
@Injectable()
export class ShadowKeeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ShadowKeeper.name);
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | null = null;
  private looks = 0;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly shadows: ShadowsRepository,
    private readonly reviews: ShadowReviews,
    private readonly ending: ShadowEnd,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), EVERY_MS).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Does what is due. A second call while one is at work waits for that one. */
  look(): Promise<void> {
    this.looking ??= this.doDue()
      .catch((error: unknown) => this.logger.error(error))
      .finally(() => (this.looking = null));
    return this.looking;
  }

  private async doDue(): Promise<void> {
    const now = this.clock.now();
    for (const { id, isFailed } of await this.shadows.due(this.pool, now))
      await this.ending.end(id, isFailed ? 'failed' : 'ended');
    await this.reviews.doDue();
    if (this.looks++ % PRUNE_EVERY === 0) await this.shadows.prune(this.pool, now);
  }
}
