import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { PeriodicLook } from '../../platform/periodic/periodic-look.js';
import { LoginThrottle } from './login-throttle.js';
import { warmUpPasswords } from './passwords.js';
import { SessionsRepository } from './sessions.repository.js';

/** Deletes sessions and attempts that no longer matter. */
@Injectable()
export class AuthHousekeeping extends PeriodicLook {
  protected readonly everyMs = 3_600_000;
  protected readonly failure = 'could not delete old sessions';

  constructor(
    private readonly sessions: SessionsRepository,
    private readonly throttle: LoginThrottle,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async onApplicationBootstrap(): Promise<void> {
    await warmUpPasswords();
    super.onApplicationBootstrap();
  }

  protected async doDue(): Promise<void> {
    await this.sessions.prune(this.clock.now());
    await this.throttle.prune();
  }
}
