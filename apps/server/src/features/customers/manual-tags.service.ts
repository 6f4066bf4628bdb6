import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import type { AddTagRequest, RemoveTagRequest } from '@tagloom/contracts';
import { type CatalogView, CatalogViews } from '../catalog/catalog-views.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import { type Gate, ManualClaims } from '../evaluation/manual-claims.js';
import { HandEdits } from '../hand-tags/hand-edits.js';
import { type AskedEdit, HandThreshold } from '../hand-tags/hand-threshold.js';
import { CustomersRepository } from './customers.repository.js';
import { customerNotFound } from './customers.service.js';

/** Tags that people add and remove by hand, one customer at a time: their word outranks every flow's. */
@Injectable()
export class ManualTagsService {
  constructor(
    private readonly customers: CustomersRepository,
    private readonly views: CatalogViews,
    private readonly edits: HandEdits,
    private readonly threshold: HandThreshold,
    private readonly claims: ManualClaims,
  ) {}

  async add(context: ActorContext, id: string, request: AddTagRequest): Promise<void> {
    const scope = requireScope(context);
    const catalog = await this.views.of(scope);
    const edit = this.edits.addition(catalog, scope.locale, request);
    if (!(await this.customers.exists(id))) throw customerNotFound(id);
    await this.claims.add(scope, id, edit, this.gate(scope, catalog, id, edit.tagId, { stance: 'assert', ...request }));
  }

  async remove(context: ActorContext, id: string, request: RemoveTagRequest): Promise<void> {
    const scope = requireScope(context);
    const catalog = await this.views.of(scope);
    const edit = this.edits.removal(catalog, request);
    if (!(await this.customers.exists(id))) throw customerNotFound(id);
    await this.claims.remove(
      scope,
      id,
      edit,
      this.gate(scope, catalog, id, edit.tagId, { stance: 'forbid', ...request }),
    );
  }

  /** What a second person would be asked: the same in the words of a bulk edit of one. */
  private gate(
    context: ActorContext,
    { whole }: CatalogView,
    customerId: string,
    tagId: number,
    request: Omit<AskedEdit['asked'], 'whom'>,
  ): Gate {
    const tag = whole.tags.get(tagId) as LoadedTag;
    const asked = { ...request, whom: { ids: [customerId] } };
    return (client) => this.threshold.require(client, context, { tag, asked }, { customerId });
  }
}
