import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ClientBase } from 'pg';
import {
  EvaluationObservers,
  type EvaluationObserver,
  type ObservedCustomer,
} from '../evaluation/evaluation-observers.js';
import { EvaluatedCustomers } from '../evaluation/evaluated-customers.js';
import type { ClaimRecord } from '../evaluation/ledger.js';
import type { Runtime } from '../evaluation/runtime.js';
import { evaluateShadow, isConcerned, needsClaims, type ShadowAnswer, type ShadowState } from './shadow-customer.js';
import { ShadowFailures } from './shadow-failures.js';
import { ShadowRuntimes } from './shadow-runtimes.js';
import type { ShadowRuntime } from './shadow-runtime.js';
import { ShadowStatesRepository } from './shadow-states.repository.js';

/**
 * Asks the shadows about whoever production evaluates, in the same transaction, behind a savepoint: what a shadow writes commits
 * with what production did, and what goes wrong in it is undone alone.
 */
@Injectable()
export class ShadowObserver implements EvaluationObserver, OnModuleInit {
  constructor(
    private readonly observers: EvaluationObservers,
    private readonly runtimes: ShadowRuntimes,
    private readonly states: ShadowStatesRepository,
    private readonly customers: EvaluatedCustomers,
    private readonly failures: ShadowFailures,
  ) {}

  onModuleInit(): void {
    this.observers.register(this);
  }

  isWatching(runtime: Runtime): boolean {
    return this.runtimes.known(runtime)?.length !== 0;
  }

  async observe(client: ClientBase, runtime: Runtime, customers: readonly ObservedCustomer[]): Promise<void> {
    let shadows: readonly ShadowRuntime[] = [];
    await this.apart(client, null, 0, async () => void (shadows = await this.runtimes.of(client, runtime)));
    for (const shadow of shadows) {
      const met = customers.filter(({ steps }) => (steps.at(-1)?.at ?? 0) < shadow.endsAt);
      if (met.length > 0) await this.ask(client, shadow, met, false);
    }
  }

  /** Those whose time has come for the shadow, whether or not production would ask them. The caller has locked them. */
  async review(client: ClientBase, shadow: ShadowRuntime, customers: readonly ObservedCustomer[]): Promise<void> {
    await this.ask(client, shadow, customers, true);
  }

  private async ask(client: ClientBase, shadow: ShadowRuntime, all: readonly ObservedCustomer[], isReview: boolean) {
    await this.apart(client, shadow.id, all.length, async () => {
      if (!(await this.states.isRunning(client, shadow.id))) return;
      const states = await this.states.load(
        client,
        shadow,
        all.map(({ row }) => row.id),
      );
      const stateOf = ({ row }: ObservedCustomer): ShadowState | null => states.get(row.id) ?? null;
      const met = isReview ? all : all.filter((customer) => isConcerned(shadow, customer, stateOf(customer)));
      const lacking = met.filter((one) => one.claims === null && needsClaims(shadow, one, stateOf(one)));
      const claims = await this.claimsOf(client, lacking);
      const answers: ShadowAnswer[] = [];
      for (const customer of met) {
        const known = customer.claims ?? claims.get(customer.row.id) ?? [];
        const answer = await this.answer(shadow, customer, known, stateOf(customer));
        if (answer) answers.push(answer);
      }
      await this.states.save(client, shadow, answers);
    });
  }

  /** What production's evaluation has just left is what it found: whoever needed no claims changed none. */
  private claimsOf(client: ClientBase, lacking: readonly ObservedCustomer[]): Promise<Map<string, ClaimRecord[]>> {
    if (lacking.length === 0) return Promise.resolve(new Map());
    return this.customers.claims(
      client,
      lacking.map(({ row }) => row.id),
    );
  }

  /** One customer who cannot be answered does not take the others along. */
  private async answer(
    shadow: ShadowRuntime,
    customer: ObservedCustomer,
    claims: readonly ClaimRecord[],
    state: ShadowState | null,
  ): Promise<ShadowAnswer | null> {
    try {
      return await evaluateShadow(shadow, customer, claims, state);
    } catch (error) {
      this.failures.note(shadow.id, 1, error);
      return null;
    }
  }

  private async apart(client: ClientBase, shadowId: number | null, customers: number, work: () => Promise<void>) {
    await client.query('SAVEPOINT shadow');
    try {
      await work();
      await client.query('RELEASE SAVEPOINT shadow');
    } catch (error) {
      await client.query('ROLLBACK TO SAVEPOINT shadow');
      this.failures.note(shadowId, customers, error);
    }
  }
}
