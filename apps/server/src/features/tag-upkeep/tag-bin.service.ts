import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { BinItem, TagBin } from '@tagloom/contracts';
import { suppress } from '@tagloom/tag-library';
import { Clock } from '../../platform/clock/clock.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { requireConfirmed } from './confirm-removal.js';
import { DefinitionChange } from './definition-change.js';
import { mayUndo } from './gone-tags.js';
import { groupToRemove } from './group-removal.js';
import { requireTag } from './own-tags.js';
import { TagsInUse } from './still-used.js';
import { TagOperationsRepository, type OperationRow } from './tag-operations.repository.js';
import { TagTaking } from './tag-taking.js';
import { TagUndo } from './tag-undo.js';

/** Fewer customers than these are not told. */
const SMALL_GROUP = 10;

/** Deletes tags so that they can be had back: definition, claims and all that belongs to them wait in the bin. */
@Injectable()
export class TagBinService {
  constructor(
    private readonly change: DefinitionChange,
    private readonly views: CatalogViews,
    private readonly operations: TagOperationsRepository,
    private readonly taking: TagTaking,
    private readonly undo: TagUndo,
    private readonly inUse: TagsInUse,
    private readonly clock: Clock,
  ) {}

  async list(context: ActorContext): Promise<TagBin> {
    const catalog = await this.views.fresh(context);
    const rows = await this.operations.binned(this.clock.now());
    return { items: rows.filter((row) => mayUndo(row, catalog, context)).map(toItem) };
  }

  remove(context: ActorContext, id: number, reason: string | null = null): Promise<void> {
    return this.inUse.explain(context, () =>
      this.change.run(async (client, runtime) => {
        const tag = requireTag(this.views.within(context, runtime.loaded), id, 'edit');
        await this.taking.take(client, runtime, context, { tags: [tag], groups: [], left: [], reason });
      }),
    );
  }

  /** The group with the groups below it and every tag in them. `confirm` is the number of those tags. */
  removeGroup(
    context: ActorContext,
    id: number,
    confirm: number | undefined,
    reason: string | null = null,
  ): Promise<void> {
    return this.inUse.explain(context, () =>
      this.change.run(async (client, runtime) => {
        const catalog = this.views.within(context, runtime.loaded);
        const removal = groupToRemove(catalog, id);
        requireConfirmed(removal, confirm, context.locale, 'confirm');
        await this.taking.take(client, runtime, context, { ...removal, reason });
      }),
    );
  }

  async restore(context: ActorContext, tagId: number): Promise<void> {
    const row = (await this.openFor(context)).find(
      ({ kind, from_tags }) => kind === 'delete' && from_tags.some(({ id }) => id === tagId),
    );
    if (!row) throw new DomainError('tag_not_found', `There is no tag ${tagId} in the recycle bin.`, { path: 'id' });
    await this.undo.undo(context, row.id);
  }

  async restoreGroup(context: ActorContext, groupId: number): Promise<void> {
    const row = (await this.openFor(context)).find(({ group_definition }) => group_definition?.id === groupId);
    if (!row)
      throw new DomainError('group_not_found', `There is no group ${groupId} in the recycle bin.`, { path: 'id' });
    await this.undo.undo(context, row.id);
  }

  private async openFor(context: ActorContext): Promise<OperationRow[]> {
    const catalog = await this.views.fresh(context);
    return (await this.operations.binned(this.clock.now())).filter((row) => mayUndo(row, catalog, context));
  }
}

function toItem(row: OperationRow): BinItem {
  const { group_definition: group, from_tags: tags, counts } = row;
  const named = group ?? tags[0];
  const customers = counts.customers ?? 0;
  return {
    kind: group ? 'group' : 'tag',
    id: String(named.id),
    operationId: row.id,
    key: named.key,
    name: named.name,
    tags: tags.map(({ id, key, name, kind, scope }) => ({ id: String(id), key, name, kind, scope })),
    customers: customers === 0 ? 0 : suppress(customers, SMALL_GROUP),
    reason: row.reason,
    deletedBy: row.by_name,
    deletedAt: row.at.toISOString(),
    purgeAt: row.until.toISOString(),
  };
}
