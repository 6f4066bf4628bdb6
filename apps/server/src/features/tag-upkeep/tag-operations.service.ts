import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { TagOperation, TagOperations } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { mayUndo } from './gone-tags.js';
import { toOperation } from './operation-view.js';
import { TagOperationsRepository } from './tag-operations.repository.js';
import { TagUndo } from './tag-undo.js';

/** What was done to the library as a whole, to those whose tags it was. */
@Injectable()
export class TagOperationsService {
  constructor(
    private readonly views: CatalogViews,
    private readonly repository: TagOperationsRepository,
    private readonly undoing: TagUndo,
  ) {}

  async list(context: ActorContext): Promise<TagOperations> {
    const catalog = await this.views.fresh(context);
    const rows = await this.repository.list();
    return { items: rows.filter((row) => mayUndo(row, catalog, context)).map(toOperation) };
  }

  async findOrFail(context: ActorContext, id: string): Promise<TagOperation> {
    const catalog = await this.views.fresh(context);
    const row = await this.repository.find(id);
    if (!row || !mayUndo(row, catalog, context))
      throw new DomainError('operation_not_found', `There is no operation ${id}.`, { path: 'id' });
    return toOperation(row);
  }

  async undo(context: ActorContext, id: string): Promise<TagOperation> {
    await this.undoing.undo(context, id);
    return this.findOrFail(context, id);
  }
}
