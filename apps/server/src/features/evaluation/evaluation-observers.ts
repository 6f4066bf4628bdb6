import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import type { CustomerRow } from './customer-state.js';
import type { ClaimRecord } from './ledger.js';
import type { Runtime } from './runtime.js';
import type { Step } from './stored-event.js';

/** A customer as an evaluation met them: after what hands did, before any rule was asked. */
export interface ObservedCustomer {
  row: CustomerRow;
  steps: readonly Step[];
  /** Null when the evaluation needed none. */
  claims: readonly ClaimRecord[] | null;
}

/** Looks on at evaluations, within their transactions, once they have written; it may write what is its own, and never throws. */
export interface EvaluationObserver {
  /** From memory alone: it is asked for every batch. */
  isWatching(runtime: Runtime): boolean;
  observe(client: ClientBase, runtime: Runtime, customers: readonly ObservedCustomer[]): Promise<void>;
}

/** Those who look on, for other features to join. */
@Injectable()
export class EvaluationObservers {
  private readonly observers: EvaluationObserver[] = [];

  register(observer: EvaluationObserver): void {
    this.observers.push(observer);
  }

  isWatching(runtime: Runtime): boolean {
    return this.observers.some((observer) => observer.isWatching(runtime));
  }

  async observe(client: ClientBase, runtime: Runtime, customers: readonly ObservedCustomer[]): Promise<void> {
    for (const observer of this.observers)
      if (observer.isWatching(runtime)) await observer.observe(client, runtime, customers);
  }
}
