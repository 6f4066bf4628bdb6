import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { Catalog, Flow, Locale, PublishRequest, PublishResponse } from '@tagloom/contracts';
import { parseFlow, toJsonRules, validateFlow } from '@tagloom/rule-engine';
import type { Pool, PoolClient } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { CatalogService } from '../catalog/catalog.service.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { RunsService } from '../runs/runs.service.js';
import { flowNotFound, flowRefused, refusingAs, revisionConflict } from './flow-failures.js';
import { sentenceOf } from './flow-view.js';
import { PUBLISH_GATES, type PublishGate } from './publish-gate.js';
import { PublishingRepository } from './publishing.repository.js';
import { refuseLoops } from './refuse-loops.js';
import { slotsOf } from './slots-of.js';
import { slotsToFree } from './spent-slots.js';

/** Makes an immutable version of a draft, and, when asked, applies it to everyone. */
@Injectable()
export class PublishingService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: PublishingRepository,
    private readonly catalog: CatalogService,
    private readonly runs: RunsService,
    @Inject(PUBLISH_GATES) private readonly gates: readonly PublishGate[],
  ) {}

  async publish(context: ActorContext, id: string, request: PublishRequest): Promise<PublishResponse> {
    const { version, runId } = await inTransaction(this.pool, (client) => this.publishIn(client, context, id, request));
    await this.catalog.refresh();
    return { version, run: runId === null ? null : await this.runs.launch(context, runId) };
  }

  private async publishIn(
    client: PoolClient,
    context: ActorContext,
    id: string,
    request: PublishRequest,
  ) {
    const { revision, apply, note } = request;
    const { actor, locale } = requireScope(context);
    const loaded = await this.repository.lockCatalog(client);
    const row = await this.repository.lockFlow(client, id);
    if (!row) throw flowNotFound(id);
    if (row.revision !== revision) throw revisionConflict(row.revision);
    const flow = await this.validated(row.draft, loaded.catalog, locale);
    refuseLoops([...(await this.repository.publishedBeside(client, row.id)), { id: row.id, flow }], locale);
    for (const gate of this.gates) await gate.check(client, context, { flowId: row.id, flow, loaded, request });
    const earlier = await this.repository.earlierVersions(client, row.id);
    const version = await this.repository.nextVersion(client, row.id);
    await this.repository.insertVersion(client, row.id, {
      version,
      flow,
      rules: toJsonRules(flow, loaded.catalog),
      sentence: sentenceOf(flow, loaded.catalog),
      note: note ?? null,
      appliesTo: apply,
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

  /** A published rule may not wait for facts that nobody provides, which a draft may. */
  private async validated(draft: Flow, catalog: Catalog, locale: Locale): Promise<Flow> {
    const problems = validateFlow(draft, catalog).filter(
      ({ severity, code }) => severity === 'error' || code === 'foreign_fact',
    );
    if (problems.length > 0) throw flowRefused('flow_invalid', problems, locale);
    return refusingAs('flow_invalid', locale, () => parseFlow(draft));
  }
}
