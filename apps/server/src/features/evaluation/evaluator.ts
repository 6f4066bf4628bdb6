import { Injectable, Logger } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { CustomerEvaluation, type Disagreement } from './customer-evaluation.js';
import { CustomerRowsRepository } from './customer-rows.repository.js';
import type { CustomerResult, CustomerRow } from './customer-state.js';
import { Ledger, type ChangeRecord, type ClaimRecord } from './ledger.js';
import { LedgerRepository } from './ledger.repository.js';
import type { Runtime } from './runtime.js';
import type { Step } from './stored-event.js';

/** What hands may do to the ledger of a locked customer before rules are asked. */
export type Edit = (ledger: Ledger) => void;

export interface Work {
  customerId: string;
  steps: Step[];
  edit?: Edit;
}

export interface EvaluationStats {
  /** Customers who exist. */
  customers: number;
  /** Effective tags that came, left or changed their value. */
  changed: number;
}

/**
 * Evaluates a batch of customers inside the caller's transaction: locks their rows, asks the compiled plans who could
 * change, asks json-rules-engine about those, and writes claims, changes and effective tags together.
 */
@Injectable()
export class Evaluator {
  private readonly logger = new Logger(Evaluator.name);

  constructor(
    private readonly rows: CustomerRowsRepository,
    private readonly ledgers: LedgerRepository,
  ) {}

  async evaluate(client: ClientBase, runtime: Runtime, work: readonly Work[]): Promise<EvaluationStats> {
    const byId = new Map(work.map((item) => [item.customerId, item]));
    const rows = await this.rows.lock(client, [...byId.keys()]);
    const results: CustomerResult[] = [];
    const changing: CustomerRow[] = [];
    for (const row of rows) {
      const item = byId.get(row.id) as Work;
      const result = item.edit ? null : new CustomerEvaluation(runtime, row).probe(item.steps);
      if (!result) changing.push(row);
      else if (!isSettled(item, row, result)) results.push(result);
    }
    const changes = await this.change(client, runtime, changing, byId, results);
    await this.rows.save(client, runtime, results);
    const effective = changes.filter(
      (change) =>
        change.heldBefore !== change.heldAfter ||
        JSON.stringify(change.valueBefore) !== JSON.stringify(change.valueAfter),
    );
    return { customers: rows.length, changed: effective.length };
  }

  private async change(
    client: ClientBase,
    runtime: Runtime,
    rows: readonly CustomerRow[],
    work: ReadonlyMap<string, Work>,
    results: CustomerResult[],
  ): Promise<ChangeRecord[]> {
    if (rows.length === 0) return [];
    const claims = await this.ledgers.load(
      client,
      rows.map((row) => row.id),
    );
    const removed: { customerId: string; claim: ClaimRecord }[] = [];
    const inserted: { customerId: string; claim: ClaimRecord }[] = [];
    const changes: ChangeRecord[] = [];
    for (const row of rows) {
      const item = work.get(row.id) as Work;
      const ledger = new Ledger(row.id, runtime, claims.get(row.id) ?? []);
      const evaluation = new CustomerEvaluation(runtime, this.edited(row, item, ledger));
      results.push(await evaluation.run(item.steps, ledger));
      evaluation.disagreements.forEach((disagreement) => this.report(disagreement));
      const { remove, insert } = ledger.difference();
      for (const claim of remove) removed.push({ customerId: row.id, claim });
      for (const claim of insert) inserted.push({ customerId: row.id, claim });
      for (const change of ledger.changes) changes.push(change);
    }
    await Promise.all([
      this.ledgers.remove(client, removed),
      this.ledgers.insert(client, inserted),
      this.ledgers.append(client, changes),
    ]);
    return changes;
  }

  private edited(row: CustomerRow, item: Work, ledger: Ledger): CustomerRow {
    if (!item.edit) return row;
    item.edit(ledger);
    return { ...row, ...ledger.summary(item.steps[0].at) };
  }

  private report(disagreement: Disagreement): void {
    this.logger.error(
      `the compiled plan and json-rules-engine disagree, nothing was written for this flow: ${JSON.stringify(disagreement)}`,
    );
  }
}

/** A run that claims nothing of a customer and moves no review leaves the row as it is: most of a backfill writes nothing. */
function isSettled({ steps }: Work, row: CustomerRow, result: CustomerResult): boolean {
  return steps.every(({ cause }) => cause === 'run') && result.nextReviewAt === row.nextReviewAt;
}
