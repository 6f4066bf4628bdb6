import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import { localize, type Flow } from '@tagloom/contracts';
import { analyseFlows, type Finding } from '@tagloom/rule-engine';
import type { PoolClient } from 'pg';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { VisibleFlows } from '../catalog/visible-flows.js';

interface NamedFlow {
  id: string;
  name: string;
  flow: Flow;
}

/**
 * What a person sees before they publish nobody sees at the moment of a schedule: flows that were published after it was made, and
 * undo what this one does.
 */
@Injectable()
export class ScheduleConflicts {
  constructor(
    private readonly catalog: CatalogService,
    private readonly views: CatalogViews,
    private readonly visible: VisibleFlows,
  ) {}

  /** In the publishing transaction, when the version is made. */
  async refuse(client: PoolClient, context: ActorContext, flowId: number): Promise<void> {
    const since = await this.publishedSince(client, flowId);
    if (since.length === 0) return;
    // of a flow that the person may not know of, not even that it is in the way
    const view = this.views.within(context, await this.catalog.read(client));
    const ids = since.map(({ id }) => Number(id));
    const visible = await this.visible.amongWithin(client, view, ids);
    const others = since.filter(({ id }) => visible.has(Number(id)));
    const { rows } = await client.query<{ flow: Flow }>(
      'SELECT v.flow FROM flows f JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version WHERE f.id = $1',
      [flowId],
    );
    const found = analyseFlows({ id: String(flowId), flow: rows[0].flow }, others, view.from('exists').catalog);
    const conflicts = found.filter(({ code }) => code === 'conflict');
    if (conflicts.length > 0) throw this.refusal(context, conflicts);
  }

  private refusal(context: ActorContext, conflicts: readonly Finding[]): DomainError {
    const { locale } = requireScope(context);
    const issues = conflicts.map(({ nodeIds, code, message }) => ({
      path: nodeIds[0] ?? '',
      code,
      message: localize(message, locale),
    }));
    return new DomainError('flow_conflict', issues[0].message, {
      path: issues[0].path,
      hint: 'Look at both rules, then schedule it anew',
      params: { flows: conflicts.flatMap(({ params }) => params?.flow ?? []) },
      issues,
    });
  }

  private async publishedSince(client: PoolClient, flowId: number): Promise<NamedFlow[]> {
    const { rows } = await client.query<NamedFlow>(
      `SELECT f.id::text AS id, v.flow ->> 'name' AS name, v.flow
       FROM flow_schedules s JOIN flows f ON f.id <> s.flow_id JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version
       WHERE s.flow_id = $1 AND coalesce(v.decided_at, v.published_at) >= s.saved_at ORDER BY f.id`,
      [flowId],
    );
    return rows;
  }
}
