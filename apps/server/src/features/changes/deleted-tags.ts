import { Inject, Injectable } from '@nestjs/common';
import type { LocalizedText, TagCategory, TagKind } from '@tagloom/contracts';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import { findTagOrFail } from '../catalog/find-tag.js';
import type { CatalogView } from '../catalog/catalog-views.js';

/** What history can say of a tag. */
export interface NamedTag {
  id: number;
  key: string;
  name: LocalizedText;
  kind: TagKind;
  category: TagCategory;
}

/** Tags that are gone, by their last names: whoever asks for history may still ask for them. */
@Injectable()
export class DeletedTags {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** A tag of today or, of those that were deleted, the last one of that key or id. */
  async findAnyOrFail(catalog: CatalogView, keyOrId: string, path: string): Promise<NamedTag> {
    const loaded = catalog.from('masked');
    const isOfToday = loaded.tagByKey.has(keyOrId) || loaded.tags.has(Number(keyOrId));
    // a department keeps nothing of what was deleted: who could see it was said of the tag
    const { rows } =
      isOfToday || !catalog.isOrganisation
        ? { rows: [] }
        : await this.pool.query<NamedTag>(
            `SELECT id, key, name, kind, category FROM deleted_tags WHERE (key = $1 OR id::text = $1) AND scope <> 'personal' ORDER BY id DESC LIMIT 1`,
            [keyOrId],
          );
    return rows[0] ?? findTagOrFail(loaded, keyOrId, path);
  }
}
