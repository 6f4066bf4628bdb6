import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { PoolClient, Pool } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { addByHand, removeByHand } from '../evaluation/by-hand.js';
import { Evaluator, type Work } from '../evaluation/evaluator.js';
import type { Ledger } from '../evaluation/ledger.js';
import { RunHandlers, type RunProgress } from '../evaluation/run-handlers.js';
import type { Runtime } from '../evaluation/runtime.js';
import { RuntimeService } from '../evaluation/runtime.service.js';
import { BulkRunsRepository, type BulkTask } from './bulk-runs.repository.js';

/** Kept with a run that ended because its tag is gone, or not its asker's to set any more; the screens put it into words. */
const NOT_ALLOWED = 'bulk_not_allowed';

/**
 * Works through the runs of the kind `bulk`. For each customer it is the edit that a person would make on their page; a batch, with
 * what rules make of it and the progress, commits together, so a killed run resumes where it was. Part of the worker process.
 */
@Injectable()
export class BulkRun implements OnModuleInit {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly handlers: RunHandlers,
    private readonly repository: BulkRunsRepository,
    private readonly views: CatalogViews,
    private readonly runtimes: RuntimeService,
    private readonly evaluator: Evaluator,
  ) {}

  onModuleInit(): void {
    this.handlers.register('bulk', ({ id }, progress) => this.execute(id, progress));
  }

  /** Whether all were worked through; false when the run has ended otherwise. */
  private async execute(id: string, progress: RunProgress): Promise<boolean> {
    const task = await this.repository.task(id);
    for (;;) {
      // Before the transaction takes its connection: asking for another one while holding it can wait for ever.
      const runtime = await this.runtimes.current();
      const left = await inTransaction(this.pool, (client) => this.batch(client, runtime, task, progress));
      if (left !== 'more') return left === 'done';
    }
  }

  private async batch(
    client: PoolClient,
    runtime: Runtime,
    task: BulkTask,
    progress: RunProgress,
  ): Promise<'more' | 'done' | 'ended'> {
    const { runId, tagId } = task.edit;
    const cursor = await progress.lock(client);
    if (cursor === null) return 'ended';
    const batch = await this.repository.next(client, runId, cursor);
    if (!batch) return 'done';
    // The tag may have been taken back from the department, deleted or merged since.
    if (!this.views.ofViewerWithin(task.viewer, runtime.loaded).view.can('assign', tagId)) {
      await progress.fail(client, NOT_ALLOWED);
      return 'ended';
    }
    const at = this.clock.now().getTime();
    const work = batch.ids.map((customerId): Work => ({
      customerId,
      steps: [{ cause: 'edit', at, runId }],
      edit: (ledger) => editOf(ledger, task, at),
    }));
    const { changed } = await this.evaluator.evaluate(client, runtime, work);
    await progress.advance(client, batch.upTo, batch.ids.length, changed);
    return 'more';
  }
}

function editOf(ledger: Ledger, { actor, stance, edit }: BulkTask, at: number): void {
  if (stance === 'assert') addByHand(ledger, { actor }, edit, at);
  else removeByHand(ledger, { actor }, edit, at);
}
