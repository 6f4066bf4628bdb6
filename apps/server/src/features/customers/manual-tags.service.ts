import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import { validateTagValue } from '@tagloom/claims';
import type { AddTagRequest, RemoveTagRequest } from '@tagloom/contracts';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { findTagOrFail } from '../catalog/find-tag.js';
import { ManualClaims } from '../evaluation/manual-claims.js';
import { CustomersRepository } from './customers.repository.js';
import { customerNotFound } from './customers.service.js';

/** Tags that people add and remove by hand: their word outranks every flow's. */
@Injectable()
export class ManualTagsService {
  constructor(
    private readonly customers: CustomersRepository,
    private readonly catalog: CatalogService,
    private readonly claims: ManualClaims,
  ) {}

  async add(context: ActorContext, id: string, request: AddTagRequest): Promise<void> {
    const scope = requireScope(context);
    const tag = findTagOrFail(await this.catalog.current(), request.tag, 'tag');
    const checked = validateTagValue(tag.kind, tag.values, request.value, scope.locale);
    if (!checked.ok) {
      throw new DomainError('tag_value_invalid', checked.message, {
        path: 'value',
        params: { tag: tag.key, kind: tag.kind },
      });
    }
    if (!(await this.customers.exists(id))) throw customerNotFound(id);
    await this.claims.add(scope, id, { tagId: tag.id, value: checked.value, reason: request.reason ?? null });
  }

  async remove(context: ActorContext, id: string, request: RemoveTagRequest): Promise<void> {
    const scope = requireScope(context);
    const tag = findTagOrFail(await this.catalog.current(), request.tag, 'tag');
    if (!(await this.customers.exists(id))) throw customerNotFound(id);
    await this.claims.remove(scope, id, { tagId: tag.id, reason: request.reason ?? null });
  }
}
