import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { LeasesRepository, type LeasedDelivery, type Settlement } from './leases.repository.js';
import { retryAfterMs, retryDelayMs } from './retry-schedule.js';
import { Sender, type Attempt } from './sender.js';

/** At work at once, per endpoint and process. */
const BATCH = 20;
/** Longer than an attempt can take. */
const LEASE_MS = 60_000;

/**
 * Works off the outbox. Each endpoint has a loop of its own, so that one that hangs holds up nobody else. An attempt is
 * counted when it begins, and its receipt is written as soon as it ends; a worker that dies between the two leaves
 * a lease that runs out, and the delivery is sent again under the same id.
 */
@Injectable()
export class Deliverer implements BeforeApplicationShutdown {
  private readonly logger = new Logger(Deliverer.name);
  private readonly loops = new Map<number, Promise<void>>();
  private isStopping = false;

  constructor(
    private readonly leases: LeasesRepository,
    private readonly sender: Sender,
    private readonly clock: Clock,
  ) {}

  /** Starts a loop for every endpoint that has something due and none yet. */
  async wake(): Promise<void> {
    for (const endpointId of await this.leases.dueEndpoints(this.clock.now())) {
      if (this.isStopping || this.loops.has(endpointId)) continue;
      const loop = this.drain(endpointId)
        .catch((error: unknown) => this.logger.error(error))
        .finally(() => this.loops.delete(endpointId));
      this.loops.set(endpointId, loop);
    }
  }

  /** Ends when nothing is at work. */
  async idle(): Promise<void> {
    await Promise.all(this.loops.values());
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    await this.idle();
  }

  private async drain(endpointId: number): Promise<void> {
    for (let taken = BATCH; taken === BATCH && !this.isStopping;) {
      const now = this.clock.now();
      const until = new Date(now.getTime() + LEASE_MS);
      const batch = await this.leases.take(endpointId, BATCH, randomUUID(), now, until);
      await Promise.all(batch.map((delivery) => this.deliver(delivery)));
      taken = batch.length;
    }
  }

  private async deliver(delivery: LeasedDelivery): Promise<void> {
    const attempt = await this.sender.send(delivery).catch((error: unknown): Attempt => {
      this.logger.error(error);
      return { outcome: 'retry', error: 'internal', receipt: null, retryAfter: null };
    });
    const settlement = settlementOf(delivery.attempts, attempt, this.clock.now(), Math.random());
    // A receipt that cannot be written leaves the lease to run out.
    await this.leases.settle(delivery, settlement).catch((error: unknown) => this.logger.error(error));
  }
}

/** What an attempt means for its delivery. */
function settlementOf(attempts: number, attempt: Attempt, now: Date, chance: number): Settlement {
  const { outcome, error, receipt } = attempt;
  if (outcome === 'delivered')
    return { status: 'delivered', receipt, error: null, nextAttemptAt: null, finishedAt: now };
  const wait = outcome === 'retry' ? retryDelayMs(attempts, retryAfterMs(attempt.retryAfter, now), chance) : null;
  if (wait === null) return { status: 'failed', receipt, error, nextAttemptAt: null, finishedAt: now };
  return { status: 'pending', receipt, error, nextAttemptAt: new Date(now.getTime() + wait), finishedAt: null };
}
