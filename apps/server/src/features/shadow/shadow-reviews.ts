import { Inject, Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { EvaluatedCustomers } from '../evaluation/evaluated-customers.js';
import type { Runtime } from '../evaluation/runtime.js';
import { RuntimeService } from '../evaluation/runtime.service.js';
import { ShadowObserver } from './shadow-observer.js';
import { ShadowRuntimes } from './shadow-runtimes.js';

const BATCH = 500;
const BATCHES_PER_LOOK = 20;
/** Who could not be asked is asked again then. */
const RETRY_MS = 3_600_000;

/** Time passes for shadows as well: an answer flips, a hold ends, a claim expires, at moments that production does not know. */
@Injectable()
export class ShadowReviews {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly customers: EvaluatedCustomers,
    private readonly runtimes: RuntimeService,
    private readonly shadows: ShadowRuntimes,
    private readonly observer: ShadowObserver,
  ) {}

  async doDue(): Promise<void> {
    for (let batch = 0; batch < BATCHES_PER_LOOK; batch += 1) if ((await this.batch()) < BATCH) return;
  }

  private async batch(): Promise<number> {
    if (!(await this.isAnyoneDue())) return 0;
    // Before the transaction takes its connection: asking for another one while holding it can wait for ever.
    const runtime = await this.runtimes.current();
    return inTransaction(this.pool, (client) => this.review(client, runtime));
  }

  private async isAnyoneDue(): Promise<boolean> {
    const { rows } = await this.pool.query(
      'SELECT FROM shadow_customers WHERE next_review_at <= $1 ORDER BY next_review_at LIMIT 1',
      [this.clock.now()],
    );
    return rows.length > 0;
  }

  private async review(client: PoolClient, runtime: Runtime): Promise<number> {
    const now = this.clock.now();
    const { rows: due } = await client.query<{ shadowId: number; customerId: string }>(
      `SELECT shadow_id AS "shadowId", customer_id::text AS "customerId" FROM shadow_customers
       WHERE next_review_at <= $1 ORDER BY next_review_at LIMIT ${BATCH}`,
      [now],
    );
    // As evaluations do: customers first, in the order of their ids, then what is noted of them.
    const rows = await this.customers.lock(client, [...new Set(due.map(({ customerId }) => customerId))]);
    const at = now.getTime();
    for (const shadow of await this.shadows.of(client, runtime)) {
      const own = new Set(due.flatMap(({ shadowId, customerId }) => (shadowId === shadow.id ? [customerId] : [])));
      const met = rows.filter(({ id }) => own.has(id));
      const steps = [{ cause: 'review' as const, at }];
      if (met.length > 0)
        await this.observer.review(
          client,
          shadow,
          met.map((row) => ({ row, steps, claims: null })),
        );
    }
    await client.query(
      `UPDATE shadow_customers c SET next_review_at = to_timestamp($3) FROM unnest($1::int[], $2::bigint[]) AS d(shadow_id, customer_id)
       WHERE c.shadow_id = d.shadow_id AND c.customer_id = d.customer_id AND c.next_review_at <= $4`,
      [due.map(({ shadowId }) => shadowId), due.map(({ customerId }) => customerId), (at + RETRY_MS) / 1000, now],
    );
    return due.length;
  }
}
