import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { TagVersion, TagVersionKind } from '@tagloom/contracts';
import type { PoolClient } from 'pg';
import { TagVersions } from '../tags/tag-versions.js';

/** What became of definitions, in their own history. */
@Injectable()
export class LibraryHistory {
  constructor(private readonly versions: TagVersions) {}

  /** Of tags that are there, in the transaction. */
  async note(
    client: PoolClient,
    context: ActorContext,
    kind: TagVersionKind,
    tagIds: readonly number[],
    note: string | null = null,
    changes: TagVersion['changes'] = [],
  ): Promise<void> {
    const { rows } = await client.query<{ id: number; revision: number }>(
      'SELECT id, revision FROM tags WHERE id = ANY ($1::int[]) ORDER BY id',
      [tagIds],
    );
    for (const { id, revision } of rows)
      await this.versions.record(client, context, { tagId: id, revision, kind, note: note ?? '', changes });
  }
}
