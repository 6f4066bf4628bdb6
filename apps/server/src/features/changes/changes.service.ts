import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import { type ChangesResponse, type ChangeView, Id } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import { decodeCursor } from '../../platform/paging/cursor.js';
import { pageOf } from '../../platform/paging/page-of.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { toChangeView } from './change-view.js';
import { type ChangeFilter, ChangesRepository } from './changes.repository.js';
import type { ChangesQuery } from './changes.query.js';
import { DeletedTags } from './deleted-tags.js';

/** Tag history as people read it: who changed which tag of whom, when and why. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly repository: ChangesRepository,
    private readonly catalog: CatalogService,
    private readonly deleted: DeletedTags,
  ) {}

  /** Newest first. */
  async list(context: ActorContext, query: ChangesQuery): Promise<ChangesResponse> {
    requireScope(context);
    const filter = await this.filterOf(query);
    const before = query.cursor === undefined ? null : decodeCursor(query.cursor, filter, Id, 'cursor');
    const rows = await this.repository.list(filter, before, query.size + 1);
    const page = pageOf(rows, query.size, filter, ({ seq }) => seq);
    return { items: page.rows.map(toChangeView), nextCursor: page.nextCursor };
  }

  /** What became of one tag of one customer, newest first, at most `limit` entries. */
  async ofTag(context: ActorContext, customerId: string, tagId: number, limit: number): Promise<ChangeView[]> {
    requireScope(context);
    return (await this.repository.list({ customerId, tagId }, null, limit)).map(toChangeView);
  }

  private async filterOf(query: ChangesQuery): Promise<ChangeFilter> {
    const filter: ChangeFilter = {};
    if (query.customer !== undefined) filter.customerId = query.customer;
    if (query.tag !== undefined)
      filter.tagId = (await this.deleted.findAnyOrFail(await this.catalog.current(), query.tag, 'tag')).id;
    if (query.flow !== undefined) filter.flowId = flowIdOf(query.flow);
    return filter;
  }
}

/** Flow ids are 32-bit; a larger one names no flow. */
function flowIdOf(id: string): number {
  const number = Number(id);
  if (number > 2_147_483_647) throw new DomainError('flow_not_found', `There is no flow ${id}`, { path: 'flow' });
  return number;
}
