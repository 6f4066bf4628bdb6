import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { Evaluator } from './evaluator.js';
import { PopulationRepository, type Stretch } from './population.repository.js';
import { RunProgressRepository, type RunRow } from './runs.repository.js';
import type { Runtime, RuntimeFlow } from './runtime.js';
import { RuntimeService } from './runtime.service.js';
import type { Step } from './stored-event.js';

/** Customers per transaction. */
const BATCH = 1000;

/**
 * Runs that ask rules about everyone. The database finds who could change, a stretch ahead of the evaluation of those; each
 * batch and its progress commit together, so a killed run resumes where it was.
 */
@Injectable()
export class PopulationRuns {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly population: PopulationRepository,
    private readonly progress: RunProgressRepository,
    private readonly runtimes: RuntimeService,
    private readonly evaluator: Evaluator,
  ) {}

  /** Whether everyone was asked; false when the run has ended otherwise. */
  async execute(run: RunRow): Promise<boolean> {
    let [before, last] = [Promise.resolve(true), Promise.resolve(true)];
    for await (const batch of this.batches(run)) {
      if (!(await before)) return false;
      // Asked for before the transaction takes its connection: to want another one while holding it can wait for ever.
      const runtime = await this.runtimes.current();
      [before, last] = [last, this.batch(run, runtime, batch, last)];
      // Whoever waits for it next gets the failure; until then it is not unheard of.
      last.catch(() => undefined);
    }
    return last;
  }

  private async *batches(run: RunRow): AsyncGenerator<Batch> {
    let ahead = this.look(run, run.cursor);
    for (;;) {
      const stretch = await ahead;
      if (stretch.upTo === null) return;
      ahead = this.look(run, stretch.upTo);
      ahead.catch(() => undefined);
      yield* batchesOf(stretch);
    }
  }

  private async look(run: RunRow, cursor: string): Promise<Stretch> {
    const runtime = await this.runtimes.current();
    const flows = askedFlows(run, runtime);
    const selection = flows && this.population.selection(runtime, flows, this.clock.now());
    if (selection) return this.population.stretch({ ...selection, since: run.since }, cursor);
    const candidates = await this.progress.nextCustomers(this.pool, cursor, BATCH, run.since);
    return { upTo: candidates.at(-1) ?? null, customers: candidates.length, candidates, isSelected: false };
  }

  /**
   * Evaluates one batch; false when the run has ended. Two are under way at a time, so that this process decides while the
   * database writes. They take their connections and commit in order: the cursor says that everyone before it is settled.
   */
  private async batch(
    { id }: RunRow,
    runtime: Runtime,
    { ids, upTo, customers, isSelected }: Batch,
    previous: Promise<boolean>,
  ): Promise<boolean> {
    try {
      return await inTransaction(this.pool, async (client) => {
        const run = await this.progress.read(client, id);
        if (!run) return false;
        const at = this.clock.now().getTime();
        const work = ids.map((customerId) => ({ customerId, steps: [stepOf(run, at)], isLikelyToChange: isSelected }));
        const changed = work.length > 0 ? (await this.evaluator.evaluate(client, runtime, work)).changed : 0;
        const isNext = (await previous) && (await this.progress.advance(client, id, upTo, customers, changed));
        if (!isNext) throw new Overtaken();
        return true;
      });
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      return inTransaction(this.pool, async (client) => (await this.progress.read(client, id)) !== null);
    }
  }
}

/** Undoes a batch whose run has ended, or that another worker has settled. */
class Overtaken extends Error {}

interface Batch {
  ids: string[];
  upTo: string;
  /** Customers whom the batch settles, those who could not change among them. */
  customers: number;
  isSelected: boolean;
}

/** The candidates in batches; the customers between them are spread evenly, so that the progress is even. */
function batchesOf({ candidates, customers, upTo, isSelected }: Stretch): Batch[] {
  const count = Math.max(1, Math.ceil(candidates.length / BATCH));
  const settledBy = (index: number) => Math.floor((customers * index) / count);
  return Array.from({ length: count }, (_, index) => {
    const ids = candidates.slice(index * BATCH, (index + 1) * BATCH);
    const end = index === count - 1 ? (upTo as string) : ids[ids.length - 1];
    return { ids, upTo: end, customers: settledBy(index + 1) - settledBy(index), isSelected };
  });
}

/**
 * The flows that the run asks, or null when everyone has to be asked: a rule that time alone can flip must set the next
 * review of those, too, whom it gives nothing now.
 */
function askedFlows({ kind, flowId }: RunRow, runtime: Runtime): RuntimeFlow[] | null {
  if (kind === 'zone') return null;
  if (kind === 'nightly') return runtime.flows.filter((flow) => !flow.readsEvent);
  const flow = runtime.flows.find(({ id }) => id === flowId);
  return flow && flow.plan.reviews.length === 0 ? [flow] : null;
}

/** A backfill asks its own rule, any other run all of them. */
function stepOf({ id: runId, kind, flowId }: RunRow, at: number): Step {
  return kind === 'backfill' ? { cause: 'run', at, flowId: flowId as number, runId } : { cause: 'review', at, runId };
}
