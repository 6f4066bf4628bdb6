import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { Pool, PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { addByHand, removeByHand, type HandEdit } from './by-hand.js';
import { Evaluator, type Edit } from './evaluator.js';
import { RuntimeService } from './runtime.service.js';

/** What is asked in the transaction of the edit, before anything is done: a throw refuses it. */
export type Gate = (client: PoolClient) => Promise<void>;

/** Adds and removes tags by hand; rules that read the tag answer in the same transaction. */
@Injectable()
export class ManualClaims {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly runtimes: RuntimeService,
    private readonly evaluator: Evaluator,
  ) {}

  add(context: ActorContext, customerId: string, edit: HandEdit, gate: Gate): Promise<void> {
    return this.edit(customerId, gate, (at) => (ledger) => addByHand(ledger, context, edit, at));
  }

  remove(context: ActorContext, customerId: string, edit: Omit<HandEdit, 'value'>, gate: Gate): Promise<void> {
    return this.edit(customerId, gate, (at) => (ledger) => removeByHand(ledger, context, edit, at));
  }

  private async edit(customerId: string, gate: Gate, editAt: (at: number) => Edit): Promise<void> {
    const runtime = await this.runtimes.current();
    await inTransaction(this.pool, async (client) => {
      await gate(client);
      const at = this.clock.now().getTime();
      const work = { customerId, steps: [{ cause: 'edit' as const, at }], edit: editAt(at) };
      const { customers } = await this.evaluator.evaluate(client, runtime, [work]);
      if (customers === 0)
        throw new DomainError('customer_not_found', `there is no customer ${customerId}`, { path: 'id' });
    });
  }
}
