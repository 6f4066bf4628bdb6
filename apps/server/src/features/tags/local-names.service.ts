import { Inject, Injectable } from '@nestjs/common';
import { includesLevel, requireScope, type ActorContext } from '@tagloom/access';
import type { LocalTagName, SetLocalTagNameRequest } from '@tagloom/contracts';
import type { Pool, PoolClient } from 'pg';
import { Clock } from '../../platform/clock/clock.js';
import { POOL } from '../../platform/database/pool.token.js';
import { inTransaction } from '../../platform/database/transaction.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogService } from '../catalog/catalog.service.js';
import { CatalogViews, type CatalogView } from '../catalog/catalog-views.js';
import { levelTooLow } from '../catalog/level-too-low.js';
import { lockDefinitions } from '../catalog/lock-definitions.js';
import { LocalNamesRepository } from './local-names.repository.js';
import { tagNotFound } from './tag-failures.js';
import { requireSoundTexts } from './tag-texts.js';

/** The glossary of a department: the same tag, in the words that people there use. */
@Injectable()
export class LocalNamesService {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly names: LocalNamesRepository,
    private readonly catalogs: CatalogService,
    private readonly views: CatalogViews,
    private readonly clock: Clock,
  ) {}

  async put(
    context: ActorContext,
    tagId: number,
    departmentId: string,
    { name, meaning = '' }: SetLocalTagNameRequest,
  ): Promise<LocalTagName> {
    const { locale } = requireScope(context);
    return this.alone(context, async (client, view) => {
      this.requireNameable(view, tagId, departmentId);
      requireSoundTexts({ name, meaning }, locale);
      await this.names.put(client, tagId, departmentId, { name, meaning });
      return { departmentId, departmentName: view.whole.departmentNames.get(departmentId) ?? '', name, meaning };
    });
  }

  /** Afterwards it has none, whether or not it had one. */
  async delete(context: ActorContext, tagId: number, departmentId: string): Promise<void> {
    requireScope(context);
    await this.alone(context, async (client, view) => {
      this.requireNameable(view, tagId, departmentId);
      await this.names.delete(client, tagId, departmentId);
    });
  }

  /** A department names what it reads; those above it and the whole organisation may do it for it. */
  private requireNameable(catalog: CatalogView, tagId: number, departmentId: string): void {
    const { view, whole, isOrganisation, isWithin, departments, from } = catalog;
    const tag = from('exists').tags.get(tagId);
    if (!tag) throw tagNotFound(tagId);
    if (!view.can('read', tagId)) throw levelTooLow(view, tagId, tag.key, 'read', 'id');
    if (!whole.departmentParents.has(departmentId))
      throw new DomainError('department_not_found', `There is no department ${departmentId}`, {
        path: 'departmentId',
        params: { id: departmentId },
      });
    if (!isOrganisation && !isWithin(departmentId, departments[0]))
      throw new DomainError('forbidden', 'A department has its own names, and those of the departments below it', {
        path: 'departmentId',
        hint: 'Act in that department.',
      });
    const { level } = whole.sharing.decide(tag, { departmentId, userId: null }, this.clock.now().getTime());
    if (includesLevel(level, 'read')) return;
    throw new DomainError('level_too_low', 'That department cannot read the tag', {
      path: 'departmentId',
      params: { tag: tag.key, level, needed: 'read' },
      hint: 'Lend it the tag first.',
    });
  }

  private async alone<T>(
    context: ActorContext,
    work: (client: PoolClient, view: CatalogView) => Promise<T>,
  ): Promise<T> {
    const done = await inTransaction(this.pool, async (client) => {
      await lockDefinitions(client);
      return work(client, this.views.within(context, await this.catalogs.read(client)));
    });
    // whoever made a change sees it at once
    await this.catalogs.refresh();
    return done;
  }
}
