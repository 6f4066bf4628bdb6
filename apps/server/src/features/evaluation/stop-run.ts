import { setTimeout as sleep } from 'node:timers/promises';
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
const LOOK_EVERY_MS = 50;

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
    const takeBack = (from: 'cursor' | 'start') =>
      this.untilNone((client, runtime) => this.batch(client, runtime, id, slots, cause, from));
    // An evaluation that had begun before the flow ended (events, an edit, another run) may give something behind the cursor.
    return (await takeBack('cursor')) && (await this.awaitEarlier(id)) && (await takeBack('start'));
  }

  private async untilNone(
    batch: (client: ClientBase, runtime: Runtime) => Promise<'more' | 'done' | 'ended'>,
  ): Promise<boolean> {
    for (;;) {
      // Before the transaction takes its connection: asking for another one while holding it can wait for ever.
      const runtime = await this.runtimes.current();
      const left = await inTransaction(this.pool, (client) => batch(client, runtime));
      if (left !== 'more') return left === 'done';
    }
  }

  /** Waits, holding nothing, for whatever was under way when the flow ended. False when the run has ended meanwhile. */
  private async awaitEarlier(runId: string): Promise<boolean> {
    const mark = await this.repository.mark();
    while (!(await this.repository.isOver(mark))) {
      const run = await inTransaction(this.pool, (client) => this.progress.read(client, runId));
      if (!run) return false;
      await sleep(LOOK_EVERY_MS);
    }
    return true;
  }

  private async batch(
    client: ClientBase,
    runtime: Runtime,
    runId: string,
    slots: readonly number[],
    cause: StopCause,
    from: 'cursor' | 'start',
  ): Promise<'more' | 'done' | 'ended'> {
    const run = await this.progress.lock(client, runId);
    if (!run) return 'ended';
    const ids = await this.repository.holders(client, slots, from === 'cursor' ? run.cursor : '0', BATCH);
    if (ids.length === 0) return 'done';
    const changed = await this.withdraw(client, runtime, run, ids, slots, cause);
    if (from === 'cursor') await this.progress.advance(client, runId, ids[ids.length - 1], ids.length, changed);
    return 'more';
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
