import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import { Clock } from '../../platform/clock/clock.js';
import { isForeignKeyViolation, isUniqueViolation } from '../../platform/database/postgres-errors.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import type { LoadedCatalog } from '../catalog/loaded-catalog.js';
import { DefinitionChange } from './definition-change.js';
import { mayUndo } from './gone-tags.js';
import { StrayClaims } from './stray-claims.js';
import { TagOperationsRepository, type OperationRow } from './tag-operations.repository.js';
import { impossible } from './undo-impossible.js';
import { UndoWork } from './undo-work.js';

/** Undoes what was done to the library: what it took comes back, and what people have done since stays. */
@Injectable()
export class TagUndo {
  constructor(
    private readonly change: DefinitionChange,
    private readonly views: CatalogViews,
    private readonly operations: TagOperationsRepository,
    private readonly work: UndoWork,
    private readonly clock: Clock,
    private readonly strays: StrayClaims,
  ) {}

  async undo(context: ActorContext, id: string): Promise<void> {
    try {
      const renamed = await this.change.run(async (client, runtime) => {
        const row = await this.operations.lock(client, id);
        const catalog = this.views.within(context, runtime.loaded);
        if (!row || !mayUndo(row, catalog, context))
          throw new DomainError('operation_not_found', `There is no operation ${id}.`, { path: 'id' });
        this.refuseEnded(row);
        refuseChangedWorld(row, runtime.loaded);
        await this.work.refuseForeign(client, catalog, row);
        await this.work.undo(client, runtime, context, row);
        await this.operations.undone(client, id, context.actor.name, this.clock.now());
        const { kind, from_tags, into_tags } = row;
        return kind === 'merge' || kind === 'split' ? [...from_tags, ...into_tags].map((tag) => tag.id) : null;
      });
      if (renamed) await this.strays.collectSoon(renamed);
    } catch (error) {
      if (isUniqueViolation(error)) throw impossible('taken', 'Something else has taken its place meanwhile');
      if (isForeignKeyViolation(error)) throw impossible('owner_gone', 'What it belonged to is gone');
      throw error;
    }
  }

  private refuseEnded({ undone_at, purged_at, until }: OperationRow): void {
    if (undone_at) throw new DomainError('operation_undone', 'It was undone already', { path: 'id' });
    if (purged_at || until <= this.clock.now()) throw impossible('too_late', 'It is too long ago');
  }
}

function refuseChangedWorld(
  { kind, from_tags, into_tags, group_definition }: OperationRow,
  loaded: LoadedCatalog,
): void {
  for (const { id, key } of into_tags)
    if (!loaded.tags.has(id)) throw impossible('target_gone', `The tag ${key} is gone; restore it first`, { key });
  if (kind === 'split') {
    if (from_tags.some(({ id }) => !loaded.tags.has(id)))
      throw impossible('target_gone', 'The tag is gone; restore it first');
    return;
  }
  for (const { key } of from_tags)
    if (loaded.tagByKey.has(key)) throw impossible('key_taken', `Another tag has the key ${key} now`, { key });
  if (group_definition) return;
  for (const { groupId } of from_tags)
    if (groupId !== null && !loaded.groups.has(groupId))
      throw impossible('group_gone', 'Its group is gone; restore it first');
}
