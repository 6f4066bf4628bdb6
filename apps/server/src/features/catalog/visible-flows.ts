import { Inject, Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { Flow } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogViews, type CatalogView } from './catalog-views.js';

/** What decides who may know of a flow; one that was deleted is known by its last version, and belongs to nobody. */
interface FlowOfDepartment {
  id: number;
  department_id: string | null;
  draft: Flow | null;
  published: Flow | null;
}

export const flowNotFound = (id: string): DomainError =>
  new DomainError('flow_not_found', `There is no flow ${id}`, { path: 'id', params: { id } });

/**
 * Which flows a caller may know of: those of its own department and of those above it, and those of the whole enterprise that
 * speak of nothing but tags which the caller may read. A flow names tags, and its result tells of them.
 */
@Injectable()
export class VisibleFlows {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly views: CatalogViews,
  ) {}

  /** Of these ids, the visible ones. */
  async among(context: ActorContext, ids: Iterable<number>): Promise<ReadonlySet<number>> {
    const asked = [...new Set(ids)];
    if (asked.length === 0) return new Set();
    const catalog = await this.views.of(context);
    if (catalog.view.isComplete) return new Set(asked);
    const { rows } = await this.pool.query<FlowOfDepartment>(
      `SELECT n.id, f.department_id::text AS department_id, f.draft,
         (SELECT v.flow FROM flow_versions v WHERE v.flow_id = n.id AND (f.id IS NULL OR v.version = f.version)
          ORDER BY v.version DESC LIMIT 1) AS published
       FROM unnest($1::int[]) n (id) LEFT JOIN flows f ON f.id = n.id`,
      [asked],
    );
    return new Set(rows.filter((row) => isVisible(row, catalog)).map(({ id }) => id));
  }

  /** @throws DomainError `flow_not_found`, for a flow that is hidden as for one that is not. */
  async requireVisible(context: ActorContext, id: string): Promise<void> {
    const number = Number(id);
    if (!Number.isSafeInteger(number) || number > 2_147_483_647) throw flowNotFound(id);
    if (!(await this.among(context, [number])).has(number)) throw flowNotFound(id);
  }
}

function isVisible({ department_id, draft, published }: FlowOfDepartment, catalog: CatalogView): boolean {
  if (department_id !== null) return catalog.isOrganisation || catalog.departments.includes(department_id);
  return [draft, published].every((flow) => flow === null || speaksOfReadable(flow, catalog));
}

function speaksOfReadable(flow: Flow, { whole, view }: CatalogView): boolean {
  return tagsNamed(flow).every((key) => {
    const tag = whole.tagByKey.get(key);
    return tag === undefined || view.can('read', tag.id);
  });
}

/** Keys of the tags that any node names, connected or not, and those of the audience. */
function tagsNamed({ nodes, audience }: Flow): string[] {
  const named = nodes.flatMap(({ data }): unknown[] => [
    'tag' in data && `tag.${data.tag}`,
    'fact' in data && data.fact,
    'value' in data && typeof data.value === 'object' && data.value !== null && 'fact' in data.value && data.value.fact,
  ]);
  const facts = named.filter((name): name is string => typeof name === 'string' && name.startsWith('tag.'));
  return [...facts.map((name) => name.slice('tag.'.length)), ...Object.values(audience ?? {}).flat()];
}
