import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Actor } from '@tagloom/access';
import type { ClientBase, Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { Evaluator, type Work } from './evaluator.js';
import type { Cause, Ledger } from './ledger.js';
import { RunHandlers } from './run-handlers.js';
import { RunProgressRepository, type RunRow } from './runs.repository.js';
import type { Runtime } from './runtime.js';
import { RuntimeService } from './runtime.service.js';
import { StopRunRepository } from './stop-run.repository.js';

/** Customers per transaction. */
const BATCH = 1000;

/** Why a flow ends. */
export interface StopCause {
  by: Actor;
  reason: string | null;
  version: number;
  title: string;
}

/** Takes back what a stopped flow claimed, in batches; claims of other sources stay. Part of the worker process. */
@Injectable()
export class StopRun implements OnModuleInit {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly handlers: RunHandlers,
    private readonly progress: RunProgressRepository,
    private readonly repository: StopRunRepository,
    private readonly runtimes: RuntimeService,
    private readonly evaluator: Evaluator,
  ) {}

  onModuleInit(): void {
    this.handlers.register('stop', (run) => this.execute(run));
  }

  /** Whether all was taken back; false when the run has ended otherwise. */
  async execute({ id, flowId }: RunRow): Promise<boolean> {
    const cause = await this.repository.cause(id);
    const slots = await this.repository.claimSlots(flowId as number);
    await this.repository.expect(id, slots);
    for (;;) {
      // Before the transaction takes its connection: asking for another one while holding it can wait for ever.
      const runtime = await this.runtimes.current();
      const left = await inTransaction(this.pool, (client) => this.batch(client, runtime, id, slots, cause));
      if (left !== 'more') return left === 'done';
    }
  }

  private async batch(
    client: ClientBase,
    runtime: Runtime,
    runId: string,
    slots: readonly number[],
    cause: StopCause,
  ): Promise<'more' | 'done' | 'ended'> {
    const run = await this.progress.lock(client, runId);
    if (!run) return 'ended';
    const ids = await this.repository.holders(client, slots, run.cursor, BATCH);
    if (ids.length > 0) {
      const changed = await this.withdraw(client, runtime, run, ids, slots, cause);
      await this.progress.advance(client, runId, ids[ids.length - 1], ids.length, changed);
      return 'more';
    }
    // A batch of events that had begun before the flow ended may have given something behind the cursor.
    await this.repository.awaitLanes(client);
    const late = await this.repository.holders(client, slots, '0', BATCH);
    if (late.length > 0) await this.withdraw(client, runtime, run, late, slots, cause);
    return late.length < BATCH ? 'done' : 'more';
  }

  private async withdraw(
    client: ClientBase,
    runtime: Runtime,
    run: RunRow,
    ids: readonly string[],
    slots: readonly number[],
    stop: StopCause,
  ): Promise<number> {
    const at = this.clock.now().getTime();
    const cause = causeOf(run, stop, at);
    const ended = new Set(slots);
    const edit = (ledger: Ledger) => withdrawFlow(ledger, cause);
    const work = ids.map((customerId): Work => ({
      customerId,
      steps: [{ cause: 'review', at, runId: run.id }],
      edit,
      ended,
    }));
    return (await this.evaluator.evaluate(client, runtime, work)).changed;
  }
}

function withdrawFlow(ledger: Ledger, cause: Cause): void {
  const own = ledger.all().filter(({ source, sourceId }) => source === 'flow' && sourceId === String(cause.flowId));
  if (own.length > 0)
    ledger.apply(
      own.map((claim) => ({ op: 'withdraw', claim, evidence: null })),
      cause,
    );
}

const causeOf = ({ id, flowId }: RunRow, { by, reason, version }: StopCause, at: number): Cause => ({
  at,
  effectiveAt: at,
  actorKind: by.kind,
  actorId: by.id,
  actorName: by.name,
  flowId,
  flowVersion: version,
  runId: id,
  eventSeq: null,
  reason,
});
