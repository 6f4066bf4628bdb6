import { Injectable } from '@nestjs/common';
import type { ActorContext } from '@tagloom/access';
import type { LocalizedText, LocalTagName } from '@tagloom/contracts';
import { ScopedReads } from '../catalog/scoped-reads.js';
import type { Queryable } from './tags.repository.js';

export interface LocalNameRow extends LocalTagName {
  tagId: number;
}

/** What departments call tags, beside the official names. */
@Injectable()
export class LocalNamesRepository {
  constructor(private readonly reads: ScopedReads) {}

  /** Of the tags that the reader sees, as these departments call them. */
  async of(
    context: ActorContext,
    { tagId = null, departments }: { tagId?: number | null; departments: readonly string[] | 'all' },
  ): Promise<LocalNameRow[]> {
    return this.reads.read(context, async (client, filter) => {
      const values: unknown[] = [tagId, departments === 'all' ? null : departments];
      const allowed = filter('exists', 'l.tag_id', (value) => values.push(value));
      const { rows } = await client.query<LocalNameRow>(
        `SELECT l.tag_id AS "tagId", l.department_id::text AS "departmentId", d.name AS "departmentName", l.name, l.meaning
         FROM tag_local_names l JOIN departments d ON d.id = l.department_id
         WHERE ($1::int IS NULL OR l.tag_id = $1) AND ($2::bigint[] IS NULL OR l.department_id = ANY ($2)) AND ${allowed}
         ORDER BY l.tag_id, d.name, l.department_id`,
        values,
      );
      return rows;
    });
  }

  async put(
    client: Queryable,
    tagId: number,
    departmentId: string,
    { name, meaning }: { name: LocalizedText; meaning: string },
  ): Promise<void> {
    await client.query(
      `INSERT INTO tag_local_names (tag_id, department_id, name, meaning) VALUES ($1, $2::bigint, $3, $4)
       ON CONFLICT (tag_id, department_id) DO UPDATE SET name = excluded.name, meaning = excluded.meaning`,
      [tagId, departmentId, JSON.stringify(name), meaning],
    );
  }

  async delete(client: Queryable, tagId: number, departmentId: string): Promise<void> {
    await client.query('DELETE FROM tag_local_names WHERE tag_id = $1 AND department_id = $2::bigint', [
      tagId,
      departmentId,
    ]);
  }
}
