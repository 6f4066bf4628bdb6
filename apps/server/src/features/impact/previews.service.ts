import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { FlowPreview, PreviewRequest, Run } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { RuntimeService } from '../evaluation/runtime.service.js';
import { flowNotFound, refusingAs, revisionConflict } from '../flows/flow-failures.js';
import { publishableFlow } from '../flows/publishable-flow.js';
import { RunsService } from '../runs/runs.service.js';
import { PreviewsRepository } from './previews.repository.js';

/** Asks for impact previews, and shows the latest one. */
@Injectable()
export class PreviewsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: PreviewsRepository,
    private readonly catalog: CatalogService,
    private readonly runtimes: RuntimeService,
    private readonly runs: RunsService,
  ) {}

  /** What publishing would refuse is refused here. An earlier preview of the flow that is still under way is cancelled. */
  async start(context: ActorContext, id: string, { revision }: PreviewRequest): Promise<Run> {
    const { actor, locale } = requireScope(context);
    const runId = await inTransaction(this.pool, async (client) => {
      const row = await this.repository.draft(client, id);
      if (!row) throw flowNotFound(id);
      if (row.revision !== revision) throw revisionConflict(row.revision);
      const loaded = await this.catalog.read(client);
      const flow = await publishableFlow(row.draft, loaded.catalog, locale);
      await refusingAs('flow_loop', locale, () => this.runtimes.withDraft(client, loaded, { flowId: row.id, flow }));
      const run = await this.runs.insertPreview(client, { flowId: row.id, title: flow.name, startedBy: actor.name });
      await this.repository.insert(client, run, { flowId: row.id, revision, flow });
      return run;
    });
    return this.runs.launch(context, runId);
  }

  async latest(context: ActorContext, id: string): Promise<FlowPreview> {
    requireScope(context);
    if (!(await this.repository.draft(this.pool, id))) throw flowNotFound(id);
    const runId = await this.repository.latestRun(this.pool, id);
    const finished = await this.repository.latest(this.pool, id);
    return {
      revision: finished?.revision ?? null,
      isCurrent: finished?.isCurrent ?? false,
      run: runId === null ? null : await this.runs.findOrFail(context, runId),
      impact: finished?.impact ?? null,
    };
  }
}
