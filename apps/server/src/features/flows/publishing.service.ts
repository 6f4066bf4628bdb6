import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { Flow, PublishRequest, PublishResponse } from '@tagloom/contracts';
import { glossaryOf, toJsonRules } from '@tagloom/rule-engine';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { Clock } from '../../platform/clock/clock.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { FlowOwners } from '../catalog/flow-owners.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { slotsOf } from '../evaluation/slots-of.js';
import { slotsToFree } from '../evaluation/spent-slots.js';
import { RunsService } from '../runs/runs.service.js';
import { flowNotFound, revisionConflict } from './flow-failures.js';
import { sentenceOf } from './flow-view.js';
import { PUBLISH_GATES, type PublishGate } from './publish-gate.js';
import { publishableFlow } from './publishable-flow.js';
import { PublishingRepository } from './publishing.repository.js';
import { refuseUnfitSince } from './refuse-unfit-since.js';
import { refuseLoops } from './refuse-loops.js';

/** Makes an immutable version of a draft, and, when asked, applies it to everyone. */
@Injectable()
export class PublishingService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: PublishingRepository,
    private readonly catalog: CatalogService,
    private readonly views: CatalogViews,
    private readonly visible: VisibleFlows,
    private readonly owners: FlowOwners,
    private readonly runs: RunsService,
    private readonly clock: Clock,
    @Inject(PUBLISH_GATES) private readonly gates: readonly PublishGate[],
  ) {}

  /** `also` belongs to it: both happen, or neither. */
  async publish(
    context: ActorContext,
    id: string,
    request: PublishRequest,
    also?: (client: PoolClient, version: number) => Promise<void>,
  ): Promise<PublishResponse> {
    refuseUnfitSince(request, this.clock.now());
    const { version, runId } = await inTransaction(this.pool, async (client) => {
      const published = await this.publishIn(client, context, id, request);
      await also?.(client, published.version);
      return published;
    });
    await this.catalog.refresh();
    return { version, run: runId === null ? null : await this.runs.launch(context, runId) };
  }

  private async publishIn(client: PoolClient, context: ActorContext, id: string, request: PublishRequest) {
    const { revision, apply, note, since = null } = request;
    const { actor, locale } = requireScope(context);
    const loaded = await this.repository.lockCatalog(client);
    const row = await this.repository.lockFlow(client, id);
    if (!row) throw flowNotFound(id);
    if (row.revision !== revision) throw revisionConflict(row.revision);
    const view = this.views.within(context, loaded);
    await this.owners.requireWithin(client, view, row.id);
    const flow = await publishableFlow(row.draft, view, locale, row.departmentId);
    const others = await this.repository.publishedBeside(client, row.id);
    const visible = await this.visible.amongWithin(client, view, [row.id, ...others.map((other) => other.id)]);
    refuseLoops([...others, { id: row.id, flow }], locale, visible);
    for (const gate of this.gates) await gate.check(client, context, { flowId: row.id, flow, loaded, request });
    const earlier = await this.repository.earlierVersions(client, row.id);
    const version = await this.repository.nextVersion(client, row.id);
    await this.repository.insertVersion(client, row.id, {
      version,
      flow,
      rules: toJsonRules(flow, loaded.catalog),
      sentence: sentenceOf(flow, loaded.catalog),
      glossary: glossaryOf(flow, loaded.catalog),
      note: note ?? null,
      appliesTo: apply,
      since,
      at: this.clock.now(),
      by: actor.name,
    });
    await this.repository.ensureSlots(client, row.id, slotsOf(flow, loaded));
    await this.freeSpent(client, row.id, flow, earlier, loaded);
    if (apply === 'new_events') return { version, runId: null };
    const runId = await this.runs.insertBackfill(client, {
      flowId: row.id,
      version,
      title: flow.name,
      startedBy: actor.name,
      since,
    });
    return { version, runId };
  }

  private async freeSpent(
    client: PoolClient,
    flowId: number,
    flow: Flow,
    earlier: readonly Flow[],
    loaded: LoadedCatalog,
  ): Promise<void> {
    if (earlier.length === 0) return;
    const own = await this.repository.slots(client, flowId);
    for (const slotId of slotsToFree(flow, earlier, loaded, own)) await this.repository.freeSpent(client, slotId);
  }
}
