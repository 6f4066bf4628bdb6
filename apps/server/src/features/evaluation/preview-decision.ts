import { evaluatePlan } from '@tagloom/rule-engine';
import { CustomerEvaluation } from './customer-evaluation.js';
import type { CustomerResult, CustomerRow } from './customer-state.js';
import type { DraftRuntime } from './draft-runtime.js';
import { reachOf, type Reach } from './draft-reach.js';
import type { EffectOrder } from '../deliveries/effect-outbox.js';
import type { Disagreement } from './evaluation-report.js';
import { Ledger, type ChangeRecord, type ClaimRecord } from './ledger.js';
import { PartOfLedger } from './part-of-ledger.js';
import type { Runtime, RuntimeFlow } from './runtime.js';
import type { Step } from './stored-event.js';

/** What publishing would do to one customer. */
export interface Decision {
  result: Pick<CustomerResult, 'tags' | 'tagValues'>;
  changes: readonly ChangeRecord[];
  orders: readonly EffectOrder[];
  /** Flows of which json-rules-engine said something else than the plan: nothing happens by them. */
  disagreements: readonly Disagreement[];
}

/**
 * Decides customers as production does, without what production only does to write: json-rules-engine's result tree, which is
 * the evidence of a change, is made for those who are shown (`explain`). Claims that can decide nothing are not looked at,
 * nor are flows that nothing can wake; a customer of whom something is due by time is decided with all of them.
 */
export class PreviewDecision {
  readonly reach: Reach;
  private readonly step: Step;
  private readonly freed: readonly number[];
  private readonly plain: Asked;
  private readonly reasoned: Asked;
  /** Slots whose claims time may take back once their condition has ended. */
  private readonly retractable: ReadonlySet<number>;

  /** `isReasoned`: json-rules-engine is asked about everyone. */
  constructor(
    { runtime, flow, freed }: DraftRuntime,
    private readonly now: number,
    isReasoned = false,
  ) {
    this.step = { cause: 'run', at: now, flowId: flow.id, runId: '0' };
    this.freed = freed;
    this.reach = reachOf(runtime, flow);
    this.reasoned = this.askedOf(runtime);
    this.plain = isReasoned ? this.reasoned : this.askedOf({ ...runtime, flows: runtime.flows.map(byPlanAlone) });
    this.retractable = new Set(
      runtime.flows.flatMap(({ endings }) =>
        [...endings].flatMap(([slotId, ending]) => (ending === 'retract' ? [slotId] : [])),
      ),
    );
  }

  /** Whether time has something to say, which any claim and any flow may have a part in. */
  isDue({ claimReviewAt, held }: CustomerRow): boolean {
    if (claimReviewAt !== null && claimReviewAt <= this.now) return true;
    return held.some((entry) => entry < 0 && this.retractable.has(-entry));
  }

  /** Whether publishing may change something for a customer whom the database could not rule out. */
  mayChange(row: CustomerRow): boolean {
    if (this.isDue(row) || row.held.some((entry) => this.freed.includes(entry))) return true;
    return new CustomerEvaluation(this.plain.near, row).probe([this.step]) === null;
  }

  /** `claims`: all of a customer who `isDue`, of others those on tags in reach. */
  decide(row: CustomerRow, claims: readonly ClaimRecord[]): Promise<Decision> {
    return this.decideBy(this.plain, row, claims);
  }

  /** The same with json-rules-engine's word and evidence. */
  explain(row: CustomerRow, claims: readonly ClaimRecord[]): Promise<Decision> {
    return this.decideBy(this.reasoned, row, claims);
  }

  private async decideBy({ all, near }: Asked, stored: CustomerRow, claims: readonly ClaimRecord[]): Promise<Decision> {
    const isDue = this.isDue(stored);
    const runtime = isDue ? all : near;
    const row = freeSpent(stored, claims, this.freed);
    const ledger = isDue
      ? new Ledger(row.id, runtime, claims)
      : new PartOfLedger(row, runtime, claims, this.reach.tagIds);
    const evaluation = new CustomerEvaluation(runtime, row);
    const result = await evaluation.decide([this.step], ledger);
    const { orders, disagreements } = evaluation;
    return { result, changes: ledger.changes, orders, disagreements };
  }

  private askedOf(all: Runtime): Asked {
    return { all, near: narrowed(all, this.reach) };
  }
}

/** With every flow, and with those in reach alone. */
interface Asked {
  all: Runtime;
  near: Runtime;
}

/** The compiled plan in the place of json-rules-engine: it says the same, and tells no reasons. */
const byPlanAlone = (flow: RuntimeFlow): RuntimeFlow => ({
  ...flow,
  authority: {
    run: (facts, moment) =>
      Promise.resolve({ actions: [...evaluatePlan(flow.plan, facts, moment).actions], traces: [] }),
  },
});

function narrowed(runtime: Runtime, { flows, readsMetrics }: Reach): Runtime {
  const near = new Set(flows.map(({ id }) => id));
  const own = runtime.flows.filter(({ id }) => near.has(id));
  return {
    ...runtime,
    flows: own,
    readTagFacts: runtime.tagFacts.filter(({ factName }) => own.some(({ reads }) => reads.has(factName))),
    metrics: readsMetrics ? runtime.metrics : [],
    rfmModels: readsMetrics ? runtime.rfmModels : [],
  };
}

/** Publishing forgets what was given one time only where its claim is gone. */
function freeSpent(row: CustomerRow, claims: readonly ClaimRecord[], freed: readonly number[]): CustomerRow {
  if (freed.length === 0) return row;
  const isFree = (slotId: number) => freed.includes(slotId) && !claims.some((claim) => claim.slotId === slotId);
  return { ...row, held: row.held.filter((entry) => !isFree(entry)) };
}
