import { Injectable, Logger } from '@nestjs/common';
import type { ClientBase } from 'pg';
import { EffectOutbox, type EffectOrder } from '../deliveries/effect-outbox.js';
import { slotsAfterExpiry } from './claim-times.js';
import { CustomerEvaluation } from './customer-evaluation.js';
import { CustomerRowsRepository } from './customer-rows.repository.js';
import type { CustomerResult, CustomerRow } from './customer-state.js';
import type { Disagreement, HopFuse } from './evaluation-report.js';
import { EvaluationObservers, type ObservedCustomer } from './evaluation-observers.js';
import { EvaluationProblemsRepository } from './evaluation-problems.repository.js';
import { FlowTallies } from './flow-tallies.js';
import { Ledger, type ChangeRecord, type ClaimRecord } from './ledger.js';
import { LedgerRepository } from './ledger.repository.js';
import { MetricHistory } from './metric-history.js';
import type { Runtime } from './runtime.js';
import { StoppedFlows } from './stopped-flows.js';
import { runIdOf, type Step } from './stored-event.js';

/** What hands may do to the ledger of a locked customer before rules are asked. */
export type Edit = (ledger: Ledger) => void;

export interface Work {
  customerId: string;
  steps: Step[];
  edit?: Edit;
  /** The database says so: the probe, which spares those who stay as they are, is spared. */
  isLikelyToChange?: boolean;
  /** Slots that end with the edit: they are held no more. */
  ended?: ReadonlySet<number>;
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
    private readonly outbox: EffectOutbox,
    private readonly problems: EvaluationProblemsRepository,
    private readonly history: MetricHistory,
    private readonly tallies: FlowTallies,
    private readonly observers: EvaluationObservers,
    private readonly stopped: StoppedFlows,
  ) {}

  async evaluate(client: ClientBase, compiled: Runtime, work: readonly Work[]): Promise<EvaluationStats> {
    const byId = new Map(work.map((item) => [item.customerId, item]));
    // The connection is pipelined: the second statement begins when the customers are locked.
    const [rows, runtime] = await Promise.all([
      this.rows.lock(client, [...byId.keys()]),
      this.stopped.leaveOut(client, compiled),
    ]);
    const results: CustomerResult[] = [];
    const observed: ObservedCustomer[] | null = this.observers.isWatching(runtime) ? [] : null;
    const changing: CustomerRow[] = [];
    for (const row of rows) {
      const item = byId.get(row.id) as Work;
      const result =
        item.edit || item.isLikelyToChange
          ? null
          : new CustomerEvaluation(runtime, row, this.tallies).probe(item.steps);
      if (result) observed?.push({ row, steps: item.steps, claims: null });
      if (!result) changing.push(row);
      else if (!isSettled(item, row, result)) results.push(result);
    }
    const { changes, orders } = await this.change(client, runtime, changing, byId, results, observed);
    await this.rows.save(client, runtime, results);
    if (orders.length > 0) await this.outbox.enqueue(client, orders);
    const moved = results.filter(({ fields }) => 'time_zone' in fields);
    if (moved.length > 0) await this.recount(client, runtime, moved, byId);
    if (observed) await this.observers.observe(client, runtime, observed);
    const effective = changes.filter(
      (change) =>
        change.heldBefore !== change.heldAfter ||
        JSON.stringify(change.valueBefore) !== JSON.stringify(change.valueAfter),
    );
    return { customers: rows.length, changed: effective.length };
  }

  private async recount(
    client: ClientBase,
    runtime: Runtime,
    moved: readonly CustomerResult[],
    work: ReadonlyMap<string, Work>,
  ): Promise<void> {
    const at = Math.max(...moved.map(({ id }) => work.get(id)?.steps.at(-1)?.at ?? 0));
    await this.history.zonesSetByRules(
      client,
      runtime,
      moved.map(({ id }) => id),
      at,
    );
  }

  private async change(
    client: ClientBase,
    runtime: Runtime,
    rows: readonly CustomerRow[],
    work: ReadonlyMap<string, Work>,
    results: CustomerResult[],
    observed: ObservedCustomer[] | null,
  ): Promise<{ changes: ChangeRecord[]; orders: EffectOrder[] }> {
    if (rows.length === 0) return { changes: [], orders: [] };
    const claims = await this.ledgers.load(
      client,
      rows.map((row) => row.id),
    );
    const removed: { customerId: string; claim: ClaimRecord }[] = [];
    const inserted: { customerId: string; claim: ClaimRecord }[] = [];
    const changes: ChangeRecord[] = [];
    const orders: EffectOrder[] = [];
    const disagreements: Disagreement[] = [];
    const fuses: HopFuse[] = [];
    for (const row of rows) {
      const item = work.get(row.id) as Work;
      const ledger = new Ledger(row.id, runtime, claims.get(row.id) ?? []);
      const edited = this.edited(runtime, row, item, ledger);
      observed?.push({ row: edited, steps: item.steps, claims: ledger.all() });
      const evaluation = new CustomerEvaluation(runtime, edited, this.tallies);
      results.push(await evaluation.run(item.steps, ledger));
      orders.push(...evaluation.orders);
      disagreements.push(...evaluation.disagreements);
      fuses.push(...evaluation.fuses);
      const { remove, insert } = ledger.difference();
      for (const claim of remove) removed.push({ customerId: row.id, claim });
      for (const claim of insert) inserted.push({ customerId: row.id, claim });
      for (const change of ledger.changes) changes.push(change);
    }
    await Promise.all([
      this.ledgers.remove(client, removed),
      this.ledgers.insert(client, inserted),
      this.ledgers.append(client, changes),
      this.report(client, disagreements, fuses),
    ]);
    return { changes, orders };
  }

  private edited(runtime: Runtime, row: CustomerRow, item: Work, ledger: Ledger): CustomerRow {
    if (!item.edit) return row;
    const { at } = item.steps[0];
    const { expired } = ledger.expire(at);
    item.edit(ledger);
    const held = slotsAfterExpiry(row.held, expired, runtime);
    const { ended } = item;
    return { ...row, ...ledger.summary(at), held: ended ? held.filter((slot) => !ended.has(Math.abs(slot))) : held };
  }

  private async report(
    client: ClientBase,
    disagreements: readonly Disagreement[],
    fuses: readonly HopFuse[],
  ): Promise<void> {
    for (const disagreement of disagreements)
      this.logger.error(
        `the compiled plan and json-rules-engine disagree, nothing was written for this flow: ${JSON.stringify(disagreement)}`,
      );
    for (const fuse of fuses)
      this.logger.error(`flows keep asking each other, the evaluation was stopped: ${JSON.stringify(fuse)}`);
    await this.problems.count(client, 'disagreement', disagreements);
    await this.problems.count(client, 'hop_fuse', fuses);
  }
}

/** A run that changes nothing for a customer and moves no review leaves the row as it is: most of a backfill writes nothing. */
function isSettled({ steps }: Work, row: CustomerRow, result: CustomerResult): boolean {
  return steps.every((step) => runIdOf(step) !== null) && result.nextReviewAt === row.nextReviewAt;
}
