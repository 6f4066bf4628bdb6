import { Inject, Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { FlowPreview, Impact, PreviewRequest, Run } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { viewerOf } from '../../platform/access/viewer-of.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { RuntimeService } from '../evaluation/runtime.service.js';
import { FieldAccess } from '../field-access/field-access.service.js';
import type { FieldView } from '../field-access/field-view.js';
import { flowNotFound, revisionConflict } from '../flows/flow-failures.js';
import { publishableFlow } from '../flows/publishable-flow.js';
import { refusingLoops } from '../flows/refusing-loops.js';
import { RunsService } from '../runs/runs.service.js';
import { PreviewsRepository, type PreviewResult } from './previews.repository.js';
import { sightKey } from './sight.js';

/** Asks for impact previews, and shows the latest one. */
@Injectable()
export class PreviewsService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly repository: PreviewsRepository,
    private readonly catalog: CatalogService,
    private readonly views: CatalogViews,
    private readonly runtimes: RuntimeService,
    private readonly runs: RunsService,
    private readonly fields: FieldAccess,
  ) {}

  /** What publishing would refuse is refused here. An earlier preview of the flow that is still under way is cancelled. */
  async start(context: ActorContext, id: string, { revision }: PreviewRequest): Promise<Run> {
    const { actor, locale } = requireScope(context);
    const runId = await inTransaction(this.pool, async (client) => {
      const row = await this.repository.draft(client, id);
      if (!row) throw flowNotFound(id);
      if (row.revision !== revision) throw revisionConflict(row.revision);
      const loaded = await this.catalog.read(client);
      const view = this.views.within(context, loaded);
      const flow = await publishableFlow(row.draft, view, locale, row.departmentId);
      await refusingLoops(view, locale, () => this.runtimes.withDraft(client, loaded, { flowId: row.id, flow }));
      const run = await this.runs.insertPreview(client, {
        flowId: row.id,
        title: flow.name,
        startedBy: actor.name,
        viewer: viewerOf(context),
      });
      await this.repository.insert(client, run, { flowId: row.id, revision, flow });
      return run;
    });
    return this.runs.launch(context, runId);
  }

  async latest(context: ActorContext, id: string): Promise<FlowPreview> {
    const viewer = viewerOf(context);
    if (!(await this.repository.draft(this.pool, id))) throw flowNotFound(id);
    const runId = await this.repository.latestRun(this.pool, id);
    const finished = await this.repository.latest(this.pool, id);
    const key = sightKey(viewer, await this.views.of(context));
    const whole = finished && impactFor(finished.impact, key);
    const impact = whole && withFields(whole, await this.fields.of(context));
    return {
      revision: (impact && finished?.revision) ?? null,
      // what else is published now is not everybody's to know
      isCurrent: (impact && (key === null ? finished?.isCurrent : finished?.isRecent)) ?? false,
      run: runId === null ? null : await this.runs.findOrFail(context, runId),
      impact,
    };
  }
}

/** A preview that was made for other eyes is none: it can be made anew. */
function impactFor({ seen, ...whole }: PreviewResult, key: string | null): Impact | null {
  if (key === null) return whole;
  return seen?.key === key ? seen.impact : null;
}

/**
 * The samples as the reader has the profile fields; the preview itself was made with all of them. A customer who is there because
 * of a field that is kept is left out: a draft is a question.
 */
const withFields = (impact: Impact, fields: FieldView): Impact => ({
  ...impact,
  samples: impact.samples
    .filter(({ changes }) => changes.every(({ evidence }) => fields.mayRead(evidence)))
    .map((sample) => ({
      ...sample,
      name: fields.name(sample.name),
      changes: sample.changes.map((change) => ({ ...change, evidence: fields.evidence(change.evidence) })),
    })),
});
