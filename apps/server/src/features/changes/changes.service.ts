import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import { type ChangesResponse, type ChangeView, Id } from '@tagloom/contracts';
import { decodeCursor } from '../../platform/paging/cursor.js';
import { pageOf } from '../../platform/paging/page-of.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { VisibleFlows } from '../catalog/visible-flows.js';
import { ChangeScope } from './change-scope.js';
import { type ChangeFilter, ChangesRepository } from './changes.repository.js';
import type { ChangesQuery } from './changes.query.js';
import { DeletedTags } from './deleted-tags.js';

/** Tag history as people read it: who changed which tag of whom, when and why. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly repository: ChangesRepository,
    private readonly views: CatalogViews,
    private readonly flows: VisibleFlows,
    private readonly scope: ChangeScope,
    private readonly deleted: DeletedTags,
  ) {}

  /** Newest first. */
  async list(context: ActorContext, query: ChangesQuery): Promise<ChangesResponse> {
    requireScope(context);
    const filter = await this.filterOf(context, query);
    const before = query.cursor === undefined ? null : decodeCursor(query.cursor, filter, Id, 'cursor');
    const rows = await this.repository.list(context, filter, before, query.size + 1);
    const page = pageOf(rows, query.size, filter, ({ seq }) => seq);
    return { items: await this.scope.show(context, page.rows), nextCursor: page.nextCursor };
  }

  /** What became of one tag of one customer, newest first, at most `limit` entries. */
  async ofTag(context: ActorContext, customerId: string, tagId: number, limit: number): Promise<ChangeView[]> {
    requireScope(context);
    return this.scope.show(context, await this.repository.list(context, { customerId, tagId }, null, limit));
  }

  private async filterOf(context: ActorContext, query: ChangesQuery): Promise<ChangeFilter> {
    const filter: ChangeFilter = {};
    if (query.customer !== undefined) filter.customerId = query.customer;
    if (query.tag !== undefined)
      filter.tagId = (await this.deleted.findAnyOrFail(await this.views.of(context), query.tag, 'tag')).id;
    if (query.flow !== undefined) {
      await this.flows.requireVisible(context, query.flow);
      filter.flowId = Number(query.flow);
    }
    return filter;
  }
}
