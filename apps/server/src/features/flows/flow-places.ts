import { Inject, Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { Flow, FlowDetail, MoveFlowRequest } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { actorKey } from '../../platform/access/actor-key.js';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { caseKey } from '../approvals/case-key.js';
import { FourEyes } from '../approvals/four-eyes.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews, type CatalogView } from '../catalog/catalog-views.js';
import { mayChangeFlow, notFlowOwner, ownsTagsSet } from '../catalog/flow-owners.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { ruleProblems } from '../catalog/rule-problems.js';
import { tagNeeds } from '../catalog/tag-needs.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { flowNotFound, flowRefused, revisionConflict } from './flow-failures.js';
import { FlowMovesRepository, type MovableFlow } from './flow-moves.repository.js';
import { FlowsService } from './flows.service.js';

/** As drawn, and as it runs. */
export const drawingsOf = ({ draft, published }: MovableFlow): Flow[] => (published ? [draft, published] : [draft]);

/** What is agreed to: this flow, in this draft and this version. */
export const promotionKey = ({ id, revision, version }: MovableFlow): string =>
  caseKey('promoteFlow', id, revision, version);

/**
 * May the caller agree that the flow becomes everybody's? It then runs whatever is lent to its department: so whoever may change
 * every tag that it sets, and every other that is not the enterprise's already. Pure.
 */
export function speaksForTags(flow: MovableFlow, view: CatalogView): boolean {
  if (view.isOrganisation) return true;
  const drawings = drawingsOf(flow);
  if (!ownsTagsSet(drawings, view)) return false;
  return drawings.flatMap(tagNeeds).every(({ key }) => {
    const tag = view.whole.tagByKey.get(key);
    return !tag || view.view.can(tag.scope === 'enterprise' ? 'read' : 'edit', tag.id);
  });
}

/** Puts a flow into the hands of the whole enterprise, or of a department. */
@Injectable()
export class FlowPlaces {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly moves: FlowMovesRepository,
    private readonly catalogs: CatalogService,
    private readonly views: CatalogViews,
    private readonly visible: VisibleFlows,
    private readonly fourEyes: FourEyes,
    private readonly flows: FlowsService,
    private readonly clock: Clock,
  ) {}

  async move(context: ActorContext, id: string, { departmentId, revision }: MoveFlowRequest): Promise<FlowDetail> {
    requireScope(context);
    await inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      const view = this.views.within(context, await this.catalogs.read(client));
      const flow = await this.movable(client, view, id, revision);
      if (flow.departmentId === departmentId) throw alreadyThere();
      const { actor } = context;
      const agreedBy = departmentId === null ? await this.agreement(client, context, view, flow) : null;
      const to = departmentId === null ? null : await this.destination(client, context, view, flow, departmentId);
      const by = { id: actorKey(actor), name: actor.name };
      await this.moves.move(client, flow, { to, by, agreedBy, at: this.clock.now() });
    });
    await this.catalogs.refresh();
    return this.flows.findOrFail(context, id);
  }

  /** What may be moved by the caller, or asked to be; locked. */
  async movable(client: PoolClient, view: CatalogView, id: string, revision: number): Promise<MovableFlow> {
    const flow = await this.moves.find(client, id, 'FOR UPDATE OF f');
    if (!flow || !(await this.visible.amongWithin(client, view, [flow.id])).has(flow.id)) throw flowNotFound(id);
    if (!mayChangeFlow({ departmentId: flow.departmentId, drawings: drawingsOf(flow) }, view)) throw notFlowOwner(id);
    if (flow.revision !== revision) throw revisionConflict(flow.revision);
    if (drawingsOf(flow).some(({ timeZone }) => timeZone === 'department'))
      throw new DomainError('flow_zone_of_department', 'The flow counts on the calendar of its department', {
        path: 'flow.timeZone',
        hint: 'Choose a zone by name in the settings of the flow, publish it, then move it',
      });
    const personal = drawingsOf(flow)
      .flatMap(tagNeeds)
      .find(({ key }) => view.whole.tagByKey.get(key)?.scope === 'personal');
    if (personal)
      throw new DomainError('personal_tag', 'The flow speaks of a tag that belongs to one person', {
        path: personal.nodeIds[0] ?? 'audience',
        hint: 'Make it a tag of the department first, or leave it out',
      });
    return flow;
  }

  /** The organisation needs nobody where publishing takes one person. */
  private async agreement(
    client: PoolClient,
    context: ActorContext,
    { isOrganisation }: CatalogView,
    flow: MovableFlow,
  ): Promise<string | null> {
    if (isOrganisation && !(await this.fourEyes.settings(client)).publish) return null;
    return this.fourEyes.require(client, context, { act: 'promoteFlow', key: promotionKey(flow) });
  }

  /** A department that lacks what the flow needs would have one that is asked nothing. */
  private async destination(
    client: PoolClient,
    { locale }: ActorContext,
    view: CatalogView,
    { published }: MovableFlow,
    departmentId: string,
  ): Promise<{ id: string; name: string }> {
    if (!view.isOrganisation)
      throw new DomainError('forbidden', 'Only the whole organisation hands flows to a department', {
        path: 'departmentId',
        hint: 'Ask an administrator of the organisation',
      });
    const department = await this.moves.department(client, departmentId);
    if (!department)
      throw new DomainError('department_not_found', `There is no department ${departmentId}`, {
        path: 'departmentId',
        params: { id: departmentId },
      });
    const lacking =
      published && ruleProblems(published, view, departmentId).filter(({ code }) => code === 'level_too_low');
    if (lacking && lacking.length > 0) throw flowRefused('flow_invalid', lacking, locale);
    return department;
  }
}

export const alreadyThere = (): DomainError =>
  new DomainError('conflict', 'The flow is there already', { path: 'departmentId', hint: 'Nothing is missing' });
