import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { log } from '../../platform/logging/pino-logger.js';
import { LoginThrottle } from './login-throttle.js';
import { warmUpPasswords } from './passwords.js';
import { SessionsRepository } from './sessions.repository.js';

const HOUR_MS = 3_600_000;

/** Deletes sessions and attempts that no longer matter. */
@Injectable()
export class AuthHousekeeping implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly throttle: LoginThrottle,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await warmUpPasswords();
    this.timer = setInterval(() => void this.prune(), HOUR_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async prune(): Promise<void> {
    try {
      await this.sessions.prune(this.clock.now());
      await this.throttle.prune();
    } catch (error) {
      log.warn({ err: error }, 'could not delete old sessions');
    }
  }
}
