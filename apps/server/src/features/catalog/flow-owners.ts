import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { Flow } from '@tagloom/contracts';
import type { ClientBase, Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogViews, type CatalogView } from './catalog-views.js';
import { tagsSet } from './tag-needs.js';

/** Whose a flow is, and what it says: as drawn, and as it runs. */
export interface OwnedFlow {
  departmentId: string | null;
  drawings: readonly Flow[];
}

/**
 * May the caller, from where it acts, change the flow? One of a department: that department and those below it. One of the whole
 * enterprise: whoever may change every tag that it sets; one that sets none, the organisation alone. Pure.
 */
export function mayChangeFlow(
  { departmentId, drawings }: OwnedFlow,
  { isOrganisation, ...view }: CatalogView,
): boolean {
  if (isOrganisation) return true;
  if (departmentId !== null) return view.departments.includes(departmentId);
  return ownsTagsSet(drawings, view);
}

/** Every tag that is set is the caller's to change, and there is one. Keys of tags that are gone say nothing. Pure. */
export function ownsTagsSet(drawings: readonly Flow[], { whole, view }: Pick<CatalogView, 'whole' | 'view'>): boolean {
  const tags = [...new Set(drawings.flatMap(tagsSet))].flatMap((key) => whole.tagByKey.get(key) ?? []);
  return tags.length > 0 && tags.every(({ id }) => view.can('edit', id));
}

/** Keeps an enterprise flow from those who see it, but whose tags it does not set. */
@Injectable()
export class FlowOwners {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly views: CatalogViews,
  ) {}

  /** For a flow that the caller may know of. */
  async require(context: ActorContext, id: string): Promise<void> {
    await this.requireWithin(this.pool, await this.views.of(context), id);
  }

  /** In the caller's transaction. A flow that is gone is nobody's: the act itself says so. */
  async requireWithin(client: Pick<ClientBase, 'query'>, view: CatalogView, id: string | number): Promise<void> {
    if (view.isOrganisation) return;
    const { rows } = await client.query<OwnedFlow>(
      `SELECT f.department_id::text AS "departmentId", array_remove(ARRAY[f.draft, v.flow], NULL) AS drawings
       FROM flows f LEFT JOIN flow_versions v ON v.flow_id = f.id AND v.version = f.version WHERE f.id = $1::bigint`,
      [id],
    );
    if (rows.length > 0 && !mayChangeFlow(rows[0], view)) throw notFlowOwner(id);
  }
}

export const notFlowOwner = (id: string | number): DomainError =>
  new DomainError('not_flow_owner', `Flow ${id} belongs to the whole enterprise`, {
    path: 'id',
    params: { id: String(id) },
    hint: 'Ask those who own the tags that it sets, or draw one of your own',
  });
