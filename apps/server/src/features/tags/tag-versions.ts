import { Injectable } from '@nestjs/common';
import { requireScope, type ActorContext } from '@tagloom/access';
import type { TagVersion, TagVersionKind } from '@tagloom/contracts';
import { actorKey } from '../../platform/access/actor-key.js';
import { Clock } from '../../platform/clock/clock.js';
import { CatalogViews } from '../catalog/catalog-views.js';
import { levelTooLow } from '../catalog/level-too-low.js';
import { ScopedReads } from '../catalog/scoped-reads.js';
import type { Change } from './definition-changes.js';
import { tagNotFound } from './tag-failures.js';
import type { Queryable } from './tags.repository.js';

const MOST = 500;

export interface NewTagVersion {
  tagId: number;
  /** The revision that the change made. */
  revision: number;
  kind: TagVersionKind;
  note?: string | undefined;
  changes: readonly Change[];
}

interface VersionRow {
  revision: number;
  kind: TagVersionKind;
  at: Date;
  by_name: string;
  note: string;
  changes: Change[];
}

/** Who changed a definition when, from what to what. Written once, in the transaction of the change itself. */
@Injectable()
export class TagVersions {
  constructor(
    private readonly views: CatalogViews,
    private readonly reads: ScopedReads,
    private readonly clock: Clock,
  ) {}

  async record(client: Queryable, context: ActorContext, version: NewTagVersion): Promise<void> {
    const { actor } = requireScope(context);
    const { tagId, revision, kind, note = '', changes } = version;
    await client.query(
      `INSERT INTO tag_versions (tag_id, revision, kind, by_id, by_name, at, note, changes) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [tagId, revision, kind, actorKey(actor), actor.name, this.clock.now(), note, JSON.stringify(changes)],
    );
  }

  /** The newest first. What a tag was called before is told to those who may read it. */
  async list(context: ActorContext, id: number): Promise<TagVersion[]> {
    const { view, from } = await this.views.fresh(context);
    const tag = from('exists').tags.get(id);
    if (!tag) throw tagNotFound(id);
    if (!view.can('read', id)) throw levelTooLow(view, id, tag.key, 'read', 'id');
    const rows = await this.reads.read(context, async (client, filter) => {
      const values: unknown[] = [id, MOST];
      const allowed = filter('read', 'tag_id', (value) => values.push(value));
      const { rows } = await client.query<VersionRow>(
        `SELECT revision, kind, at, by_name, note, changes FROM tag_versions
         WHERE tag_id = $1 AND ${allowed} ORDER BY id DESC LIMIT $2`,
        values,
      );
      return rows;
    });
    return rows.map(({ at, by_name: by, ...version }) => ({ ...version, at: at.toISOString(), by }));
  }
}
