import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Viewer } from '@tagloom/access';
import type { Pool, PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import type { Draft, DraftRuntime } from '../evaluation/draft-runtime.js';
import { PopulationPreview, type PreviewedStretch } from '../evaluation/population-preview.js';
import { RunHandlers, type RunProgress } from '../evaluation/run-handlers.js';
import { RuntimeService } from '../evaluation/runtime.service.js';
import { ImpactTally } from './impact-tally.js';
import { PreviewsRepository, type PreviewResult } from './previews.repository.js';
import { sightKey, type Sight } from './sight.js';

/** Whom a preview is for, where they may not be told everything. */
interface Eyes {
  key: string;
  sight: Sight;
}

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
    private readonly views: CatalogViews,
    private readonly visible: VisibleFlows,
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
    const { setting, future, eyes } = await this.future(client, asked);
    const impact =
      (await this.impact(client, future, eyes, progress, false)) ??
      // Only where the plan and json-rules-engine disagree: then everyone is asked about with both, as in production.
      ((await progress.restart(client)) && (await this.impact(client, future, eyes, progress, true)));
    if (!impact) return false;
    if (await this.repository.finish(client, runId, setting, impact)) return true;
    await progress.isGoingOn(client);
    return false;
  }

  /** False when the run has ended; null when the reasons of those who are shown contradict what was counted. */
  private async impact(
    client: PoolClient,
    future: DraftRuntime,
    eyes: Eyes | null,
    progress: RunProgress,
    isReasoned: boolean,
  ): Promise<PreviewResult | false | null> {
    const tally = new ImpactTally(future.runtime, future.flow.id);
    const seen = eyes && new ImpactTally(future.runtime, future.flow.id, eyes.sight);
    const now = this.clock.now();
    const count = (stretch: PreviewedStretch) => {
      seen?.add(stretch);
      return progress.advance(client, stretch.upTo, stretch.customers, tally.add(stretch));
    };
    if (!(await this.population.run(client, future, now, count, isReasoned))) return false;
    const impact = await tally.impact(now);
    if (!impact || !eyes || !seen) return impact;
    const told = await seen.impact(now);
    return told && { ...impact, seen: { key: eyes.key, impact: told } };
  }

  /** One snapshot, so that the setting that the result names is the one that it was made with. */
  private async future(client: PoolClient, { viewer, ...draft }: Draft & { viewer: Viewer | null }) {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const setting = await this.repository.setting(client);
    const loaded = await this.catalog.read(client);
    const future = await this.runtimes.withDraft(client, loaded, draft);
    const eyes = viewer && (await this.eyesOf(client, viewer, loaded, future));
    await client.query('COMMIT');
    return { setting, future, eyes };
  }

  /** Null for whoever may be told everything. */
  private async eyesOf(
    client: PoolClient,
    viewer: Viewer,
    loaded: LoadedCatalog,
    future: DraftRuntime,
  ): Promise<Eyes | null> {
    const catalog = this.views.ofViewerWithin(viewer, loaded);
    const key = sightKey(viewer, catalog);
    if (key === null) return null;
    const flows = await this.visible.amongWithin(
      client,
      catalog,
      future.runtime.flows.map(({ id }) => id),
    );
    return { key, sight: { tag: (id) => catalog.view.can('read', id), flow: (id) => flows.has(id) } };
  }
}
