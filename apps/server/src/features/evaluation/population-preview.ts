import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { CustomerRowsRepository } from './customer-rows.repository.js';
import type { CustomerRow } from './customer-state.js';
import type { Draft, DraftRuntime } from './draft-runtime.js';
import type { ClaimRecord } from './ledger.js';
import { LedgerRepository } from './ledger.repository.js';
import { PopulationRepository, type Selection, type Stretch } from './population.repository.js';
import { PreviewDecision, type Decision } from './preview-decision.js';
import { PreviewRowsRepository, type DepartmentCount, type PreviewRow } from './preview-rows.repository.js';
import { RuntimeService } from './runtime.service.js';

/** Customers per snapshot: few enough that progress is seen, and that all their claims fit into memory. */
const STRETCH = 10_000;
/** Customers between two turns of the event loop: rules are decided without waiting for anything, and others wait meanwhile. */
const TURN = 100;

export type { DepartmentCount } from './preview-rows.repository.js';

/** What publishing would do to one customer; nothing of it is written. */
export interface PreviewedCustomer extends Decision {
  row: CustomerRow;
  departmentId: string | null;
  /** The same with the evidence of each change, for those who are shown. */
  explained(): Promise<PreviewedCustomer>;
}

/** A stretch of customers, decided. */
export interface PreviewedStretch {
  upTo: string;
  customers: number;
  departments: readonly DepartmentCount[];
  /** Those who might change. */
  decided: readonly PreviewedCustomer[];
}

/** What the preview does with each stretch; a false answer ends it. */
export type Visit = (stretch: PreviewedStretch) => Promise<boolean>;

interface ReadStretch extends Pick<Stretch, 'upTo' | 'customers'> {
  rows: readonly PreviewRow[];
  claims: Map<string, ClaimRecord[]>;
  departments: DepartmentCount[];
}

/**
 * Asks a draft about everyone as its publication would, with the very same evaluation, and writes nothing. It lives on the
 * caller's one connection: each stretch is read in one snapshot, without locks, while the one before it is decided.
 */
@Injectable()
export class PopulationPreview {
  constructor(
    private readonly population: PopulationRepository,
    private readonly customers: CustomerRowsRepository,
    private readonly ledgers: LedgerRepository,
    private readonly previewRows: PreviewRowsRepository,
    private readonly runtimes: RuntimeService,
  ) {}

  /** How many customers publishing could change at most, in one pass; null candidates when the database cannot tell. */
  async bound(
    client: ClientBase,
    loaded: LoadedCatalog,
    draft: Draft,
    now: Date,
  ): Promise<{ total: number; candidates: number | null }> {
    const future = await this.runtimes.withDraft(client, loaded, draft);
    // A run asks no rule that waits for the properties of an event.
    if (future.flow.readsEvent) return { total: await this.previewRows.total(client), candidates: 0 };
    const selection = this.selectionOf(future, now);
    if (!selection) return { total: await this.previewRows.total(client), candidates: null };
    return this.population.count(client, selection);
  }

  /** Whether everyone was decided. `visit` may use the connection. `isReasoned`: see `PreviewDecision`. */
  async run(client: ClientBase, future: DraftRuntime, now: Date, visit: Visit, isReasoned = false): Promise<boolean> {
    const selection = this.selectionOf(future, now);
    const decision = new PreviewDecision(future, now.getTime(), isReasoned);
    let decided: PreviewedStretch | null = null;
    for (let ahead = this.read(client, selection, decision, '0'); ;) {
      const stretch = await ahead;
      // The connection is free now, until the next stretch is asked for.
      if (decided && !(await visit(decided))) return false;
      if (stretch.upTo === null) return true;
      const { upTo, customers, departments } = stretch;
      ahead = this.read(client, selection, decision, upTo);
      ahead.catch(() => undefined);
      try {
        decided = { upTo, customers, departments, decided: await decideAll(stretch, decision) };
      } catch (error) {
        // What is being read must end before the connection can be used again.
        await ahead.catch(() => undefined);
        throw error;
      }
    }
  }

  /** The rules that time alone can flip are asked like all others: nothing has to be noted of those who stay as they are. */
  private selectionOf({ runtime, flow, freed }: DraftRuntime, now: Date): Selection | null {
    return this.population.selection(runtime, [flow], now, freed);
  }

  private async read(
    client: ClientBase,
    selection: Selection | null,
    decision: PreviewDecision,
    cursor: string,
  ): Promise<ReadStretch> {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      const { upTo, ...stretch } = await this.previewRows.stretch(client, cursor, STRETCH);
      if (upTo === null) return { upTo, ...stretch, rows: [], claims: new Map() };
      const found = await this.previewRows.candidates(client, selection, decision.reach, cursor, upTo);
      const changing = selection ? found : await likely(found, decision);
      return { upTo, ...stretch, ...(await this.withClaims(client, changing, decision)) };
    } finally {
      await client.query('COMMIT');
    }
  }

  /** Who is due is read in full; of the others what the draft can reach is all that counts. */
  private async withClaims(client: ClientBase, found: readonly PreviewRow[], decision: PreviewDecision) {
    const due = found.flatMap(({ row }) => (decision.isDue(row) ? [row.id] : []));
    const others = found.flatMap(({ row }) => (decision.isDue(row) ? [] : [row.id]));
    const claims = await this.ledgers.loadOn(client, others, decision.reach.tagIds);
    if (due.length === 0) return { rows: found, claims };
    const full = new Map((await this.customers.read(client, due)).map((row) => [row.id, row]));
    for (const [id, all] of await this.ledgers.load(client, due)) claims.set(id, all);
    return { rows: found.map((one) => ({ ...one, row: full.get(one.row.id) ?? one.row })), claims };
  }
}

/** Those who would change, where only the evaluation can tell. */
async function likely(found: readonly PreviewRow[], decision: PreviewDecision): Promise<PreviewRow[]> {
  const changing: PreviewRow[] = [];
  for (const [index, one] of found.entries()) {
    if (index % TURN === 0) await nextTurn();
    if (decision.mayChange(one.row)) changing.push(one);
  }
  return changing;
}

async function decideAll({ rows, claims }: ReadStretch, decision: PreviewDecision): Promise<PreviewedCustomer[]> {
  const decided: PreviewedCustomer[] = [];
  for (const [index, { row, departmentId }] of rows.entries()) {
    if (index % TURN === 0) await nextTurn();
    const own = claims.get(row.id) ?? [];
    decided.push(new Previewed(row, departmentId, await decision.decide(row, own), decision, own));
  }
  return decided;
}

class Previewed implements PreviewedCustomer {
  readonly result: Decision['result'];
  readonly changes: Decision['changes'];
  readonly orders: Decision['orders'];
  readonly disagreements: Decision['disagreements'];

  constructor(
    readonly row: CustomerRow,
    readonly departmentId: string | null,
    { result, changes, orders, disagreements }: Decision,
    private readonly decision: PreviewDecision,
    private readonly claims: readonly ClaimRecord[],
  ) {
    this.result = result;
    this.changes = changes;
    this.orders = orders;
    this.disagreements = disagreements;
  }

  async explained(): Promise<PreviewedCustomer> {
    const { row, departmentId, decision, claims } = this;
    return new Previewed(row, departmentId, await decision.explain(row, claims), decision, claims);
  }
}
