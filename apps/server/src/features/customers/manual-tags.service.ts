import { Injectable } from '@nestjs/common';
import { type ActorContext, requireScope } from '@tagloom/access';
import { validateTagValue } from '@tagloom/claims';
import type { AddTagRequest, RemoveTagRequest } from '@tagloom/contracts';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { findTagOrFail } from '../catalog/find-tag.js';
import { levelTooLow } from '../catalog/level-too-low.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import { ManualClaims } from '../evaluation/manual-claims.js';
import { CustomersRepository } from './customers.repository.js';
import { customerNotFound } from './customers.service.js';

const DAY_MS = 24 * 3_600_000;

/** Tags that people add and remove by hand: their word outranks every flow's. */
@Injectable()
export class ManualTagsService {
  constructor(
    private readonly customers: CustomersRepository,
    private readonly views: CatalogViews,
    private readonly claims: ManualClaims,
    private readonly clock: Clock,
  ) {}

  async add(context: ActorContext, id: string, request: AddTagRequest): Promise<void> {
    const scope = requireScope(context);
    const tag = await this.assignable(context, request.tag);
    const checked = validateTagValue(tag.kind, tag.values, request.value, scope.locale);
    if (!checked.ok) {
      throw new DomainError('tag_value_invalid', checked.message, {
        path: 'value',
        params: { tag: tag.key, kind: tag.kind },
      });
    }
    const expiresAt = this.expiryOf(request) ?? this.endOfValidity(tag);
    if (!(await this.customers.exists(id))) throw customerNotFound(id);
    const reason = request.reason ?? null;
    await this.claims.add(scope, id, { tagId: tag.id, value: checked.value, reason, expiresAt });
  }

  async remove(context: ActorContext, id: string, request: RemoveTagRequest): Promise<void> {
    const scope = requireScope(context);
    const tag = await this.assignable(context, request.tag);
    const expiresAt = this.expiryOf(request);
    if (!(await this.customers.exists(id))) throw customerNotFound(id);
    await this.claims.remove(scope, id, { tagId: tag.id, reason: request.reason ?? null, expiresAt });
  }

  /** What the caller does not see is not there; what it sees and may not set, it is told. */
  private async assignable(context: ActorContext, keyOrId: string): Promise<LoadedTag> {
    const catalog = await this.views.of(context);
    const tag = findTagOrFail(catalog.from('exists'), keyOrId, 'tag');
    if (catalog.view.can('assign', tag.id)) return tag;
    throw levelTooLow(catalog.view, tag.id, tag.key, 'assign', 'tag');
  }

  private endOfValidity({ validityDays }: LoadedTag): number | null {
    return validityDays === null ? null : this.clock.now().getTime() + validityDays * DAY_MS;
  }

  private expiryOf({ expiresAt }: { expiresAt?: string | undefined }): number | null {
    if (expiresAt === undefined) return null;
    const at = Date.parse(expiresAt);
    if (at > this.clock.now().getTime()) return at;
    throw new DomainError('expires_in_past', 'expiresAt: this moment has passed already', {
      path: 'expiresAt',
      hint: 'Send a moment in the future, or none',
    });
  }
}
