import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { log } from '../../platform/logging/pino-logger.js';
import { PreviewsRepository } from './previews.repository.js';

const HOUR_MS = 3_600_000;

/** Deletes previews that are about a day long past. */
@Injectable()
export class PreviewsUpkeep implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: PreviewsRepository,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.prune(), HOUR_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async prune(): Promise<void> {
    try {
      await this.repository.prune(this.pool);
    } catch (error) {
      log.warn({ err: error }, 'could not delete old previews');
    }
  }
}
