import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { PeriodicLook } from '../../platform/periodic/periodic-look.js';
import { ShadowEnd } from './shadow-end.js';
import { ShadowReviews } from './shadow-reviews.js';
import { ShadowsRepository } from './shadows.repository.js';

const PRUNE_EVERY = 1_800;

/** Asks shadows about whom time concerns, ends those whose time is over, and deletes old results. Part of the worker process. */
@Injectable()
export class ShadowKeeper extends PeriodicLook {
  protected readonly everyMs = 2_000;
  protected readonly failure = 'could not look after shadows';
  private looks = 0;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly shadows: ShadowsRepository,
    private readonly reviews: ShadowReviews,
    private readonly ending: ShadowEnd,
  ) {
    super();
  }

  protected async doDue(): Promise<void> {
    const now = this.clock.now();
    for (const { id, isFailed } of await this.shadows.due(this.pool, now))
      await this.ending.end(id, isFailed ? 'failed' : 'ended');
    await this.reviews.doDue();
    if (this.looks++ % PRUNE_EVERY === 0) await this.shadows.prune(this.pool, now);
  }
}
