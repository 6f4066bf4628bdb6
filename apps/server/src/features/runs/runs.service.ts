import { Inject, Injectable, Logger } from '@nestjs/common';
import { type ActorContext, can, requireScope } from '@tagloom/access';
import type { Run } from '@tagloom/contracts';
import { dayToIso, localDay } from '@tagloom/metrics';
import type { PoolClient } from 'pg';
import { actorKey } from '../../platform/access/actor-key.js';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Settings } from '../../platform/settings/settings.js';
import { SETTINGS } from '../../platform/settings/settings.token.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { RunLauncher } from '../evaluation/run-launcher.js';
import { toRun } from './run-view.js';
import {
  type NewBackfill,
  type NewPreview,
  type NewStop,
  type NewZoneRun,
  type RunFilter,
  type RunRow,
  RunsRepository,
} from './runs.repository.js';

const LATEST = 50;

/** Executions over many customers: how far they are, and stopping them. */
@Injectable()
export class RunsService {
  private readonly logger = new Logger(RunsService.name);

  constructor(
    private readonly repository: RunsRepository,
    private readonly launcher: RunLauncher,
    private readonly visible: VisibleFlows,
    private readonly views: CatalogViews,
    private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async latest(context: ActorContext): Promise<Run[]> {
    const filter = await this.filterOf(context);
    return this.show(context, await this.repository.latest(LATEST, filter), filter);
  }

  async findOrFail(context: ActorContext, id: string): Promise<Run> {
    const filter = await this.filterOf(context);
    const row = await this.repository.find(id, filter);
    if (!row) throw new DomainError('run_not_found', `There is no run ${id}`, { path: 'id', params: { id } });
    return (await this.show(context, [row], filter))[0];
  }

  private async filterOf(context: ActorContext): Promise<RunFilter> {
    requireScope(context);
    const { view, isOrganisation } = await this.views.of(context);
    return { flows: await this.visible.all(context), tags: view.idsFrom('read'), keepsGone: isOrganisation };
  }

  /** Whoever does not see all is told of changes to the tags that it sees; of a preview, by its result alone. */
  private async show(context: ActorContext, rows: readonly RunRow[], { flows }: RunFilter): Promise<Run[]> {
    const { tags } = await this.views.seenBy(context, 'read');
    const about = (row: RunRow) => ({
      tag: row.tag_id === null ? undefined : tags.get(row.tag_id),
      own: row.by === actorKey(context.actor),
    });
    if (flows === null) return rows.map((row) => toRun(row, row.changed, about(row)));
    const seen = await this.repository.changedSeen(
      context,
      rows.map(({ id }) => id),
    );
    return rows.map((row) => toRun(row, row.kind === 'preview' ? null : (seen.get(row.id) ?? 0), about(row)));
  }

  /** One's own bulk edit, or any run for those who look after runs. */
  async cancel(context: ActorContext, id: string): Promise<Run> {
    const { own } = await this.findOrFail(context, id);
    if (!own && !can(context.role, { action: 'update', subject: 'Run' }))
      throw new DomainError('forbidden', 'Your role does not cancel runs that others have started');
    const cancelled = await this.repository.cancel(id);
    const run = await this.findOrFail(context, id);
    if (cancelled) return run;
    throw new DomainError('run_already_finished', `Run ${id} has already ended`, {
      path: 'id',
      params: { status: run.status },
    });
  }

  /** The nightly run, now: for a person who will not wait until the night. */
  async startNightly(context: ActorContext): Promise<Run> {
    const { actor } = requireScope(context);
    const today = dayToIso(localDay(this.clock.now().getTime(), this.settings.timeZone));
    const id = await this.repository.insertNightly(today, actor.name);
    if (id !== null) return this.launch(context, id);
    throw new DomainError('conflict', 'A run over everyone is under way already', {
      path: 'kind',
      hint: 'Wait until it has ended, or cancel it',
    });
  }

  /** Records a run over everyone; `launch` it when the transaction is committed. */
  insertBackfill(client: PoolClient, run: NewBackfill): Promise<string> {
    return this.repository.insertBackfill(client, run);
  }

  /** The same for a look at what a draft would do; an earlier one of the flow is cancelled. */
  insertPreview(client: PoolClient, run: NewPreview): Promise<string> {
    return this.repository.insertPreview(client, run);
  }

  /** Records the run that takes back what a flow claimed; its backfills end. `launch` it when the transaction is committed. */
  insertStop(client: PoolClient, run: NewStop): Promise<string> {
    return this.repository.insertStop(client, run);
  }

  /** A run over everyone for a department whose time zone has changed; null when no rule of it counts by that. */
  insertZone(client: PoolClient, run: NewZoneRun): Promise<string | null> {
    return this.repository.insertZone(client, run);
  }

  /** Queues a committed run. A queue that cannot take it is no failure: the sweeper finds the run. */
  async launch(context: ActorContext, id: string): Promise<Run> {
    await this.launcher
      .launch(id)
      .catch((error: unknown) => this.logger.warn(`run ${id} waits for the sweeper: ${String(error)}`));
    return this.findOrFail(context, id);
  }
}
