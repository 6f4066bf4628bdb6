import { Injectable } from '@nestjs/common';
import { log } from '../../platform/logging/pino-logger.js';
import { WatchedCustomersRepository, type CustomerChanges } from './watched-customers.repository.js';

const LOOK_EVERY_MS = 300;
const AFTER_FAILURE_MS = 5_000;

/**
 * Looks for changes of the customers that someone has open, and of no others; while nobody has one open, it does nothing. It
 * looks instead of being told, because a notification from each evaluation would have them commit one after the other.
 */
@Injectable()
export class WatchedCustomers {
  private readonly known = new Map<string, string>();
  private readonly watchers = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;
  private tell: ((changes: CustomerChanges) => void) | undefined;

  constructor(private readonly repository: WatchedCustomersRepository) {}

  onChange(tell: (changes: CustomerChanges) => void): void {
    this.tell = tell;
  }

  /** Returns once later changes will be told. Call the answer once, to stop. */
  async watch(customerId: string): Promise<() => void> {
    this.watchers.set(customerId, (this.watchers.get(customerId) ?? 0) + 1);
    try {
      const newest = await this.repository.newest(customerId);
      // An earlier watcher's place is kept: a change that was not told yet stays to be told.
      if (!this.known.has(customerId)) this.known.set(customerId, newest);
    } catch (error) {
      this.leave(customerId);
      throw error;
    }
    this.timer ??= this.lookIn(LOOK_EVERY_MS);
    return () => this.leave(customerId);
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private leave(customerId: string): void {
    const left = (this.watchers.get(customerId) ?? 1) - 1;
    if (left > 0) return void this.watchers.set(customerId, left);
    this.watchers.delete(customerId);
    this.known.delete(customerId);
  }

  private lookIn(ms: number): NodeJS.Timeout {
    return setTimeout(() => void this.look(), ms).unref();
  }

  private async look(): Promise<void> {
    let next = LOOK_EVERY_MS;
    try {
      if (this.known.size > 0) {
        for (const changes of await this.repository.changedSince(this.known)) {
          if (this.known.has(changes.id)) this.known.set(changes.id, changes.seq);
          this.tell?.(changes);
        }
      }
    } catch (error) {
      log.warn({ err: error }, 'could not look for changes of watched customers');
      next = AFTER_FAILURE_MS;
    }
    this.timer = this.watchers.size > 0 && !this.isStopped ? this.lookIn(next) : undefined;
  }
}
