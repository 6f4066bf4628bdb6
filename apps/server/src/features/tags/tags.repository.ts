import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Pool, PoolClient } from 'pg';
import { Repository } from 'typeorm';
import { isUniqueViolation } from '../../platform/database/postgres-errors.js';
import { POOL } from '../../platform/database/pool.token.js';
import { ShortMemory } from '../../platform/database/short-memory.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { TagGroupEntity } from './tag-group.entity.js';
import { TagEntity } from './tag.entity.js';

const COUNTS_KEPT_MS = 2_000;
const SEARCH_LIMIT = 20;

/** The caller's transaction, or any connection. */
export type Queryable = Pick<PoolClient, 'query'>;

@Injectable()
export class TagsRepository {
  /** Customers by tag id: one pass over the customers, at most every two seconds. */
  private readonly counts = new ShortMemory(COUNTS_KEPT_MS, async () => {
    const { rows } = await this.pool.query<{ id: number; customers: number }>(
      'SELECT t AS id, count(*)::int AS customers FROM customers, unnest(tags) t GROUP BY t',
    );
    return new Map(rows.map(({ id, customers }) => [id, customers]));
  });

  constructor(
    @InjectRepository(TagEntity) private readonly tags: Repository<TagEntity>,
    @InjectRepository(TagGroupEntity) private readonly groups: Repository<TagGroupEntity>,
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  listTags(): Promise<TagEntity[]> {
    return this.tags.find({ order: { category: 'ASC', groupId: 'ASC', position: 'ASC', id: 'ASC' } });
  }

  listGroups(): Promise<TagGroupEntity[]> {
    return this.groups.find({ order: { id: 'ASC' } });
  }

  customersByTag(): Promise<ReadonlyMap<number, number>> {
    return this.counts.get();
  }

  find(id: number): Promise<TagEntity | null> {
    return this.tags.findOneBy({ id });
  }

  async findGroup(id: number, client: Queryable = this.pool): Promise<TagGroupEntity | null> {
    const { rows } = await client.query<TagGroupEntity>(
      'SELECT id, key, name, category, exclusive, owner_department_id AS "ownerDepartmentId" FROM tag_groups WHERE id = $1',
      [id],
    );
    return rows[0] ?? null;
  }

  async groupIdOf(key: string, client: Queryable): Promise<number | null> {
    const { rows } = await client.query<{ id: number }>('SELECT id FROM tag_groups WHERE key = $1', [key]);
    return rows[0]?.id ?? null;
  }

  /** Among these ids, by name, English name, pinyin or initials; whole matches first, then beginnings, then the rest. */
  search(text: string, among: readonly number[]): Promise<TagEntity[]> {
    const words = text.trim().toLowerCase();
    // Pinyin is often typed in syllables: «gao jia zhi», «gao'jia».
    const joined = words.replace(/[\s']+/g, '');
    return this.tags
      .createQueryBuilder('tag')
      .where(`(tag.search LIKE :anywhere ESCAPE '\\' OR tag.search LIKE :joinedAnywhere ESCAPE '\\')`)
      .andWhere('tag.id = ANY (:among)', { among: [...among] })
      .orderBy(
        `CASE WHEN E'\\n' || tag.search || E'\\n' LIKE :whole ESCAPE '\\' THEN 0
                     WHEN E'\\n' || tag.search LIKE :beginning ESCAPE '\\' THEN 1 ELSE 2 END`,
      )
      .addOrderBy(`length(tag.search)`)
      .addOrderBy('tag.id')
      .setParameters({
        anywhere: `%${escapeLike(words)}%`,
        joinedAnywhere: `%${escapeLike(joined)}%`,
        whole: `%\n${escapeLike(joined)}\n%`,
        beginning: `%\n${escapeLike(joined)}%`,
      })
      .limit(SEARCH_LIMIT)
      .getMany();
  }

  async keysLike(stem: string, client: Queryable = this.pool): Promise<Set<string>> {
    const { rows } = await client.query<{ key: string }>('SELECT key FROM tags WHERE starts_with(key, $1)', [stem]);
    return new Set(rows.map(({ key }) => key));
  }

  async nextPosition(groupId: number | null, client: Queryable = this.pool): Promise<number> {
    const { rows } = await client.query<{ next: number }>(
      'SELECT coalesce(max(position) + 1, 0) AS next FROM tags WHERE group_id IS NOT DISTINCT FROM $1',
      [groupId],
    );
    return rows[0].next;
  }

  async insert(tag: Omit<TagEntity, 'id' | 'createdAt'>, client: Queryable = this.pool): Promise<number> {
    const { key, name, meaning, kind, values, category, groupId, position, search } = tag;
    const { scope, ownerDepartmentId, ownerUserId } = tag;
    return refusingTakenKey('tag', key, async () => {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO tags (key, name, meaning, kind, values, category, group_id, position, search, scope,
           owner_department_id, owner_user_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
        [
          ...[key, JSON.stringify(name), meaning, kind, values, category, groupId, position, search],
          ...[scope, ownerDepartmentId, ownerUserId],
        ],
      );
      return rows[0].id;
    });
  }

  async update(id: number, change: Partial<Pick<TagEntity, 'name' | 'meaning' | 'values' | 'search'>>): Promise<void> {
    if (Object.keys(change).length > 0) await this.tags.update({ id }, change);
  }

  async insertGroup(group: Omit<TagGroupEntity, 'id'>, client: Queryable = this.pool): Promise<number> {
    const { key, name, category, exclusive, ownerDepartmentId } = group;
    return refusingTakenKey('tag group', key, async () => {
      const { rows } = await client.query<{ id: number }>(
        'INSERT INTO tag_groups (key, name, category, exclusive, owner_department_id) VALUES ($1, $2, $3, $4, $5) RETURNING id',
        [key, JSON.stringify(name), category, exclusive, ownerDepartmentId],
      );
      return rows[0].id;
    });
  }

  /** Of these values, the first that a live claim gives to a customer. */
  async claimedValue(id: number, values: readonly string[]): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ value: string }>(
      `SELECT v AS value FROM unnest($2::text[]) v
       WHERE EXISTS (SELECT FROM claims WHERE tag_id = $1 AND value @> to_jsonb(v)) LIMIT 1`,
      [id, values],
    );
    return rows[0]?.value;
  }
}

async function refusingTakenKey<T>(noun: string, key: string, save: () => Promise<T>): Promise<T> {
  try {
    return await save();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DomainError('key_taken', `There is already a ${noun} with the key ${key}.`, {
      path: 'key',
      hint: 'Choose another key.',
    });
  }
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
