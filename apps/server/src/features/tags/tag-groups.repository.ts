import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { POOL } from '../../platform/database/pool.token.js';
import type { TagGroupEntity } from './tag-group.entity.js';
import { refusingTakenKey, type Queryable } from './tags.repository.js';

export type GroupRow = TagGroupEntity;
export type NewGroup = Omit<GroupRow, 'id' | 'revision'>;

const COLUMNS = `id, key, name, category, exclusive, parent_id AS "parentId",
  owner_department_id::text AS "ownerDepartmentId", revision`;

@Injectable()
export class TagGroupsRepository {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  async list(): Promise<GroupRow[]> {
    const { rows } = await this.pool.query<GroupRow>(`SELECT ${COLUMNS} FROM tag_groups ORDER BY id`);
    return rows;
  }

  async find(id: number, client: Queryable = this.pool): Promise<GroupRow | null> {
    const { rows } = await client.query<GroupRow>(`SELECT ${COLUMNS} FROM tag_groups WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  async idOf(key: string, client: Queryable): Promise<number | null> {
    const { rows } = await client.query<{ id: number }>('SELECT id FROM tag_groups WHERE key = $1', [key]);
    return rows[0]?.id ?? null;
  }

  async keysLike(stem: string, client: Queryable): Promise<Set<string>> {
    const { rows } = await client.query<{ key: string }>('SELECT key FROM tag_groups WHERE starts_with(key, $1)', [
      stem,
    ]);
    return new Set(rows.map(({ key }) => key));
  }

  /** The group and those that it is in, the innermost first. */
  async chain(id: number, client: Queryable): Promise<GroupRow[]> {
    const { rows } = await client.query<GroupRow>(
      `WITH RECURSIVE chain AS (
         SELECT g.*, 0 AS distance FROM tag_groups g WHERE g.id = $1
         UNION ALL SELECT g.*, c.distance + 1 FROM chain c JOIN tag_groups g ON g.id = c.parent_id
       ) CYCLE id SET is_cycle USING seen
       SELECT ${COLUMNS} FROM chain WHERE NOT is_cycle ORDER BY distance`,
      [id],
    );
    return rows;
  }

  async insert(group: NewGroup, client: Queryable): Promise<GroupRow> {
    const { key, name, category, exclusive, parentId, ownerDepartmentId } = group;
    return refusingTakenKey('tag group', key, async () => {
      const { rows } = await client.query<GroupRow>(
        `INSERT INTO tag_groups (key, name, category, exclusive, parent_id, owner_department_id)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
        [key, JSON.stringify(name), category, exclusive, parentId, ownerDepartmentId],
      );
      return rows[0];
    });
  }

  async save({ id, name, parentId }: GroupRow, client: Queryable): Promise<GroupRow> {
    const { rows } = await client.query<GroupRow>(
      `UPDATE tag_groups SET name = $2, parent_id = $3, revision = revision + 1 WHERE id = $1 RETURNING ${COLUMNS}`,
      [id, JSON.stringify(name), parentId],
    );
    return rows[0];
  }

  /** Direct members, in their order. */
  async tagIdsIn(id: number, client: Queryable): Promise<number[]> {
    const { rows } = await client.query<{ id: number }>(
      'SELECT id FROM tags WHERE group_id = $1 ORDER BY position, id',
      [id],
    );
    return rows.map((row) => row.id);
  }
}
