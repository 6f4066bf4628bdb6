import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import type { CustomerRow } from './customer-state.js';
import { CustomerRowsRepository } from './customer-rows.repository.js';
import { LedgerRepository } from './ledger.repository.js';
import type { ClaimRecord } from './ledger.js';

/** What an evaluation starts from, for those who evaluate beside production and write nothing of it. */
@Injectable()
export class EvaluatedCustomers {
  constructor(
    private readonly rows: CustomerRowsRepository,
    private readonly ledgers: LedgerRepository,
  ) {}

  /** Their rows, locked in the order of their ids. */
  lock(client: ClientBase, ids: readonly string[]): Promise<CustomerRow[]> {
    return this.rows.lock(client, ids);
  }

  claims(client: ClientBase, ids: readonly string[]): Promise<Map<string, ClaimRecord[]>> {
    return this.ledgers.load(client, ids);
  }
}
