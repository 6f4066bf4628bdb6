import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { ClientBase } from 'pg';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import type { EffectOrder } from '../deliveries/effect-outbox.js';
import { CustomerEvaluation } from './customer-evaluation.js';
import { CustomerRowsRepository } from './customer-rows.repository.js';
import type { CustomerResult, CustomerRow } from './customer-state.js';
import type { Draft, DraftRuntime } from './draft-runtime.js';
import { Ledger, type ChangeRecord, type ClaimRecord } from './ledger.js';
import { LedgerRepository } from './ledger.repository.js';
import { PopulationRepository, type Selection, type Stretch } from './population.repository.js';
import { PreviewRowsRepository, type DepartmentCount, type DepartmentOf } from './preview-rows.repository.js';
import type { Runtime } from './runtime.js';
import { RuntimeService } from './runtime.service.js';
import type { Step } from './stored-event.js';

/** Customers per snapshot: few enough that progress is seen, and that all their claims fit into memory. */
const STRETCH = 10_000;
/** Customers between two turns of the event loop: rules are decided without waiting for anything, and others wait meanwhile. */
const TURN = 100;

export type { DepartmentCount } from './preview-rows.repository.js';

/** What publishing would do to one customer; nothing of it is written. */
export interface PreviewedCustomer {
  row: CustomerRow;
  result: CustomerResult;
  changes: readonly ChangeRecord[];
  orders: readonly EffectOrder[];
  departmentId: string | null;
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

interface ReadStretch extends Stretch {
  rows: CustomerRow[];
  claims: Map<string, ClaimRecord[]>;
  departments: DepartmentCount[];
  departmentOf: DepartmentOf;
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
    private readonly places: PreviewRowsRepository,
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
    if (future.flow.readsEvent) return { total: await this.places.total(client), candidates: 0 };
    const selection = this.selectionOf(future, now);
    if (!selection) return { total: await this.places.total(client), candidates: null };
    return this.population.count(client, selection);
  }

  /** Whether everyone was decided. `visit` may use the connection. */
  async run(client: ClientBase, future: DraftRuntime, now: Date, visit: Visit): Promise<boolean> {
    const selection = this.selectionOf(future, now);
    const step: Step = { cause: 'run', at: now.getTime(), flowId: future.flow.id, runId: '0' };
    let decided: PreviewedStretch | null = null;
    for (let ahead = this.read(client, selection, '0'); ;) {
      const stretch = await ahead;
      // The connection is free now, until the next stretch is asked for.
      if (decided && !(await visit(decided))) return false;
      if (stretch.upTo === null) return true;
      const { upTo, customers, departments } = stretch;
      ahead = this.read(client, selection, upTo);
      ahead.catch(() => undefined);
      try {
        decided = { upTo, customers, departments, decided: await decide(stretch, future, step) };
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

  private async read(client: ClientBase, selection: Selection | null, cursor: string): Promise<ReadStretch> {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    try {
      const stretch = await this.population.stretchIn(client, selection, cursor, STRETCH);
      const { upTo, candidates } = stretch;
      const [departments, departmentOf, rows, claims] = await Promise.all([
        upTo === null ? [] : this.places.countByDepartment(client, cursor, upTo),
        this.places.departmentsOf(client, candidates),
        this.customers.read(client, candidates),
        this.ledgers.load(client, candidates),
      ]);
      return { ...stretch, departments, departmentOf, rows, claims };
    } finally {
      await client.query('COMMIT');
    }
  }
}

async function decide(
  { rows, claims, isSelected, departmentOf }: ReadStretch,
  { runtime, freed }: DraftRuntime,
  step: Step,
): Promise<PreviewedCustomer[]> {
  const decided: PreviewedCustomer[] = [];
  for (const [index, stored] of rows.entries()) {
    if (index % TURN === 0) await nextTurn();
    const own = claims.get(stored.id) ?? [];
    const row = freeSpent(stored, own, freed);
    if (!isSelected && new CustomerEvaluation(runtime, row).probe([step])) continue;
    decided.push({ ...(await decideOne(runtime, row, own, step)), departmentId: departmentOf.get(stored.id) ?? null });
  }
  return decided;
}

async function decideOne(runtime: Runtime, row: CustomerRow, claims: ClaimRecord[], step: Step) {
  const ledger = new Ledger(row.id, runtime, claims);
  const evaluation = new CustomerEvaluation(runtime, row);
  const result = await evaluation.run([step], ledger);
  return { row, result, changes: ledger.changes, orders: evaluation.orders };
}

/** Publishing forgets what was given one time only where its claim is gone. */
function freeSpent(row: CustomerRow, claims: readonly ClaimRecord[], freed: readonly number[]): CustomerRow {
  if (freed.length === 0) return row;
  const isFree = (slotId: number) => freed.includes(slotId) && !claims.some((claim) => claim.slotId === slotId);
  return { ...row, held: row.held.filter((entry) => !isFree(entry)) };
}
