import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { CatalogService } from '../catalog/catalog.service.js';
import type { Draft, DraftRuntime } from '../evaluation/draft-runtime.js';
import { PopulationPreview, type PreviewedStretch } from '../evaluation/population-preview.js';
import { RunHandlers, type RunProgress } from '../evaluation/run-handlers.js';
import { RuntimeService } from '../evaluation/runtime.service.js';
import { ImpactTally } from './impact-tally.js';
import { PreviewsRepository } from './previews.repository.js';

/**
 * Works through the runs of the kind `preview`. All that it finds out stays in memory until the end: one that is cancelled or
 * killed leaves no result, and one that was killed starts over.
 */
@Injectable()
export class PreviewRuns implements OnModuleInit {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly clock: Clock,
    private readonly repository: PreviewsRepository,
    private readonly catalog: CatalogService,
    private readonly runtimes: RuntimeService,
    private readonly population: PopulationPreview,
    private readonly handlers: RunHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.register('preview', ({ id }, progress) => this.execute(id, progress));
  }

  /** One connection does it all: to want another one while holding it can wait for ever. */
  private async execute(runId: string, progress: RunProgress): Promise<boolean> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    try {
      if (!(await this.repository.claim(client, runId))) return false;
      const isDone = await this.preview(client, runId, progress);
      await this.repository.release(client, runId);
      return isDone;
    } catch (error) {
      // The lock and whatever was under way go with the connection.
      broken = error as Error;
      throw error;
    } finally {
      client.release(broken);
    }
  }

  private async preview(client: PoolClient, runId: string, progress: RunProgress): Promise<boolean> {
    const asked = await this.repository.asked(client, runId);
    if (!asked || !(await progress.restart(client))) return false;
    const { setting, future } = await this.future(client, asked);
    const impact =
      (await this.impact(client, future, progress, false)) ??
      // Only where the plan and json-rules-engine disagree: then everyone is asked about with both, as in production.
      ((await progress.restart(client)) && (await this.impact(client, future, progress, true)));
    if (!impact) return false;
    if (await this.repository.finish(client, runId, setting, impact)) return true;
    await progress.isGoingOn(client);
    return false;
  }

  /** False when the run has ended; null when the reasons of those who are shown contradict what was counted. */
  private async impact(client: PoolClient, future: DraftRuntime, progress: RunProgress, isReasoned: boolean) {
    const tally = new ImpactTally(future.runtime, future.flow.id);
    const now = this.clock.now();
    const count = (stretch: PreviewedStretch) =>
      progress.advance(client, stretch.upTo, stretch.customers, tally.add(stretch));
    return (await this.population.run(client, future, now, count, isReasoned)) && tally.impact(now);
  }

  /** One snapshot, so that the setting that the result names is the one that it was made with. */
  private async future(client: PoolClient, draft: Draft) {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const setting = await this.repository.setting(client);
    const loaded = await this.catalog.read(client);
    const future = await this.runtimes.withDraft(client, loaded, draft);
    await client.query('COMMIT');
    return { setting, future };
  }
}
