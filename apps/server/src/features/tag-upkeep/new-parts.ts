import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { SplitTagRequest } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import type { CatalogView } from '../catalog/catalog-views.js';
import type { LoadedTag } from '../catalog/loaded-catalog.js';
import { TagsService } from '../tags/tags.service.js';
import { RewrittenRowsRepository } from './rewritten-rows.repository.js';

/** The tags that a split makes: checked like any new tag, and whose the tag is that they come from. */
@Injectable()
export class NewParts {
  constructor(
    private readonly tags: TagsService,
    private readonly rows: RewrittenRowsRepository,
  ) {}

  async create(
    client: PoolClient,
    view: CatalogView,
    context: ActorContext,
    source: LoadedTag,
    parts: SplitTagRequest['parts'],
  ): Promise<LoadedTag[]> {
    const made: LoadedTag[] = [];
    for (const { name, key, values } of parts) {
      const isFlag = values.length === 1;
      const kind = isFlag ? ('flag' as const) : source.kind;
      const { category, meaning } = source;
      const fresh = { name, key, meaning, kind, values: isFlag ? [] : values, category };
      const tag = await this.tags.createWithin(client, view, context, fresh);
      const id = Number(tag.id);
      // not in the group: it may be exclusive, and what was one tag there would compete with itself
      await this.rows.inherit(client, id, source.id);
      made.push({
        ...source,
        id,
        key: tag.key,
        name: tag.name,
        kind,
        values: tag.values,
        groupId: null,
        position: tag.position,
      });
    }
    return made;
  }

  leaveValues(client: PoolClient, tagId: number, values: readonly string[]): Promise<void> {
    return this.rows.values(client, tagId, values);
  }
}
