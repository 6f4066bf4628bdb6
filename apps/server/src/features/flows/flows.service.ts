import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type {
  Flow,
  FlowDetail,
  FlowSummary,
  FlowVersion,
  ImportRequest,
  SaveDraftRequest,
  SaveDraftResponse,
} from '@tagloom/contracts';
import { fromJsonRules } from '@tagloom/rule-engine';
import type { PoolClient } from 'pg';
import { actorKey } from '../../platform/access/actor-key.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { ruleProblems } from '../catalog/rule-problems.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { flowNotFound, refusingAs, revisionConflict } from './flow-failures.js';
import { toFlowDetail, toFlowSummary, toFlowVersion } from './flow-view.js';
import { FlowMovesRepository } from './flow-moves.repository.js';
import { FlowRemoval } from './flow-removal.js';
import { FlowsRepository, type FlowRow } from './flows.repository.js';

export type TagGiver = Pick<FlowSummary, 'id' | 'name' | 'status'> & { tags: string[] };

/** Drafts of flows, and what became of them. */
@Injectable()
export class FlowsService {
  constructor(
    private readonly repository: FlowsRepository,
    private readonly views: CatalogViews,
    private readonly visible: VisibleFlows,
    private readonly removal: FlowRemoval,
    private readonly moves: FlowMovesRepository,
  ) {}

  async list(context: ActorContext): Promise<FlowSummary[]> {
    requireScope(context);
    const view = await this.views.of(context);
    return (await this.visibleRows(context)).map((row) => toFlowSummary(row, view));
  }

  /** Every visible flow with the tags that its draft gives or proposes, the latest edit first. */
  async tagGivers(context: ActorContext): Promise<TagGiver[]> {
    requireScope(context);
    return (await this.visibleRows(context)).map(({ id, draft, version }) => ({
      id: String(id),
      name: draft.name,
      status: version === null ? 'draft' : 'published',
      tags: draft.nodes.flatMap((node) => (node.kind === 'action' && 'tag' in node.data ? [node.data.tag] : [])),
    }));
  }

  async findOrFail(context: ActorContext, id: string): Promise<FlowDetail> {
    requireScope(context);
    const row = await this.repository.find(context, id);
    if (!row) throw flowNotFound(id);
    return toFlowDetail(row, await this.moves.of(row.id), await this.views.of(context));
  }

  async create(context: ActorContext, flow: Flow): Promise<FlowDetail> {
    const { actor, departmentId } = requireScope(context);
    return this.findOrFail(
      context,
      await this.repository.insert(flow, actor.name, departmentId, undefined, actorKey(actor)),
    );
  }

  /** In the caller's transaction. Returns the draft's id. */
  async createWithin(client: PoolClient, context: ActorContext, flow: Flow): Promise<string> {
    const { actor, departmentId } = requireScope(context);
    return this.repository.insert(flow, actor.name, departmentId, client, actorKey(actor));
  }

  /** An incomplete draft is saved, with its problems listed; a stale edit is refused. */
  async saveDraft(context: ActorContext, id: string, { flow, revision }: SaveDraftRequest): Promise<SaveDraftResponse> {
    const { actor } = requireScope(context);
    const saved = await this.repository.saveDraft(id, flow, revision, actor.name, actorKey(actor));
    if (!saved) {
      const row = await this.repository.find(context, id);
      if (!row) throw flowNotFound(id);
      const theirs = { revision: row.revision, flow: row.draft };
      throw revisionConflict(row.revision, { yours: { revision, flow }, theirs });
    }
    const problems = ruleProblems(flow, await this.views.of(context), saved.department_id);
    return { revision: saved.revision, savedAt: saved.updated_at.toISOString(), problems };
  }

  /** A draft, or a flow that was stopped and that nobody holds a tag of any more: its versions stay for history. */
  async delete(context: ActorContext, id: string): Promise<void> {
    requireScope(context);
    if (await this.repository.deleteDraft(id)) return;
    const row = await this.repository.find(context, id);
    if (!row) throw flowNotFound(id);
    if (row.version === null) return this.removal.remove(row.id);
    throw new DomainError('conflict', 'A published flow cannot be deleted', {
      path: 'id',
      hint: 'Stop it first',
    });
  }

  async versions(context: ActorContext, id: string): Promise<FlowVersion[]> {
    requireScope(context);
    const versions = await this.repository.versions(id);
    if (versions.length === 0 && !(await this.repository.find(context, id))) throw flowNotFound(id);
    return versions.map(toFlowVersion);
  }

  /** A rule set of json-rules-engine as a draft, laid out. */
  async import(context: ActorContext, { rules, name }: ImportRequest): Promise<FlowDetail> {
    const { locale } = requireScope(context);
    const { catalog } = await this.views.seenBy(context, 'exists');
    const flow = await refusingAs('import_refused', locale, () => fromJsonRules(rules, catalog));
    return this.create(context, name === undefined ? flow : { ...flow, name });
  }

  private async visibleRows(context: ActorContext): Promise<FlowRow[]> {
    const rows = await this.repository.list(context);
    const visible = await this.visible.among(
      context,
      rows.map(({ id }) => id),
    );
    return rows.filter(({ id }) => visible.has(id));
  }
}
