import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { Id } from '@tagloom/contracts';
import type { ClientBase } from 'pg';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogViews, type CatalogView } from './catalog-views.js';
import { FlowTagsRepository, type FlowTags } from './flow-tags.repository.js';

const LARGEST_INT = 2_147_483_647;

export const flowNotFound = (id: string): DomainError =>
  new DomainError('flow_not_found', `There is no flow ${id}`, { path: 'id', params: { id } });

/** Acts for the whole organisation, and nothing is kept from it. */
export const seesAll = ({ isOrganisation, view }: CatalogView): boolean => isOrganisation && view.isComplete;

/**
 * Which flows a caller may know of: those of its own department, and those of the departments above it and of the whole
 * enterprise that speak of nothing but tags which the caller may read. A flow names tags, and its result tells of them.
 */
@Injectable()
export class VisibleFlows {
  constructor(
    private readonly flows: FlowTagsRepository,
    private readonly views: CatalogViews,
  ) {}

  /** Of these ids, the visible ones. */
  async among(context: ActorContext, ids: Iterable<number>): Promise<ReadonlySet<number>> {
    return this.amongWithin(undefined, await this.views.of(context), ids);
  }

  /** The same on the caller's connection: who waits for its locks may hold all the others. */
  async amongWithin(
    client: Pick<ClientBase, 'query'> | undefined,
    catalog: CatalogView,
    ids: Iterable<number>,
  ): Promise<ReadonlySet<number>> {
    const asked = [...new Set(ids)].filter((id) => Number.isSafeInteger(id) && id > 0 && id <= LARGEST_INT);
    if (asked.length === 0) return new Set();
    if (seesAll(catalog)) return new Set(asked);
    return visibleOf(await this.flows.of(asked, client), catalog);
  }

  /** Reads once what these flows speak of, and tells of any number of callers which of them are visible. */
  async lookedUp(ids: readonly number[]): Promise<(catalog: CatalogView) => ReadonlySet<number>> {
    const flows = ids.length === 0 ? [] : await this.flows.of(ids);
    return (catalog) => visibleOf(flows, catalog);
  }

  /** All visible ones, for a filter in SQL; null where nothing is to be filtered. */
  async all(context: ActorContext): Promise<readonly number[] | null> {
    const catalog = await this.views.of(context);
    return seesAll(catalog) ? null : [...visibleOf(await this.flows.of(null), catalog)];
  }

  /** @throws DomainError `flow_not_found`, for a flow that is hidden as for one that is not. */
  async requireVisible(context: ActorContext, id: string): Promise<void> {
    if (!Id.safeParse(id).success || !(await this.among(context, [Number(id)])).has(Number(id))) throw flowNotFound(id);
  }
}

const visibleOf = (flows: readonly FlowTags[], catalog: CatalogView): ReadonlySet<number> =>
  new Set(flows.filter((flow) => isVisible(flow, catalog)).map(({ id }) => id));

/** One that was deleted belongs to no department any more: only the organisation keeps what it said. */
function isVisible({ exists, departmentId, tags }: FlowTags, catalog: CatalogView): boolean {
  const { isOrganisation, departments } = catalog;
  if (isOrganisation || (exists && departmentId !== null && departmentId === departments[0]))
    return tags.every((key) => !isPersonalToOthers(key, catalog));
  if (!exists || (departmentId !== null && !departments.includes(departmentId))) return false;
  return tags.every((key) => isReadable(key, catalog));
}

function isReadable(key: string, { whole, view }: CatalogView): boolean {
  const tag = whole.tagByKey.get(key);
  return tag === undefined || view.can('read', tag.id);
}

/** What a department has written itself it knows, but not what a colleague keeps to themselves. */
function isPersonalToOthers(key: string, { whole, view }: CatalogView): boolean {
  const tag = whole.tagByKey.get(key);
  return tag?.scope === 'personal' && !view.can('read', tag.id);
}
