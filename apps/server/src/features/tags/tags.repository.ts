import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { searchText } from '@tagloom/tag-library';
import type { Pool, PoolClient } from 'pg';
import { Repository } from 'typeorm';
import { isUniqueViolation } from '../../platform/database/postgres-errors.js';
import { POOL } from '../../platform/database/pool.token.js';
import { ShortMemory } from '../../platform/database/short-memory.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Definition, TagRow } from './definition-changes.js';
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
    @Inject(POOL) private readonly pool: Pool,
  ) {}

  listTags(): Promise<TagEntity[]> {
    return this.tags.find({ order: { category: 'ASC', groupId: 'ASC', position: 'ASC', id: 'ASC' } });
  }

  customersByTag(): Promise<ReadonlyMap<number, number>> {
    return this.counts.get();
  }

  async find(id: number, client: Queryable = this.pool): Promise<TagRow | null> {
    const { rows } = await client.query<TagRow>(`SELECT ${COLUMNS} FROM tags WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Nobody else changes it until the end of the transaction. */
  async lock(id: number, client: Queryable): Promise<TagRow | null> {
    const { rows } = await client.query<TagRow>(`SELECT ${COLUMNS} FROM tags WHERE id = $1 FOR UPDATE`, [id]);
    return rows[0] ?? null;
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

  async insert(tag: NewTag, client: Queryable = this.pool): Promise<TagRow> {
    return refusingTakenKey('tag', tag.key, async () => {
      const { rows } = await client.query<TagRow>(
        `INSERT INTO tags (key, position, ${WRITTEN.join(', ')})
         VALUES ($1, $2, ${WRITTEN.map((_, index) => `$${index + 3}`).join(', ')}) RETURNING ${COLUMNS}`,
        [tag.key, tag.position, ...valuesOf(tag)],
      );
      return rows[0];
    });
  }

  /** The next revision. */
  async save(tag: TagRow, client: Queryable): Promise<TagRow> {
    const { rows } = await client.query<TagRow>(
      `UPDATE tags SET position = $2, revision = revision + 1,
         ${WRITTEN.map((column, index) => `${column} = $${index + 3}`).join(', ')} WHERE id = $1 RETURNING ${COLUMNS}`,
      [tag.id, tag.position, ...valuesOf(tag)],
    );
    return rows[0];
  }

  /** The first of the list gets the first position. */
  async saveOrder(ids: readonly number[], client: Queryable): Promise<void> {
    await client.query(
      `UPDATE tags t SET position = o.place - 1 FROM unnest($1::int[]) WITH ORDINALITY o (id, place)
       WHERE t.id = o.id AND t.position <> o.place - 1`,
      [ids],
    );
  }

  /** Of these values, the first that a live claim gives to a customer. */
  async claimedValue(id: number, values: readonly string[], client: Queryable): Promise<string | undefined> {
    const { rows } = await client.query<{ value: string }>(
      `SELECT v AS value FROM unnest($2::text[]) v
       WHERE EXISTS (SELECT FROM claims WHERE tag_id = $1 AND value @> to_jsonb(v)) LIMIT 1`,
      [id, values],
    );
    return rows[0]?.value;
  }

  async isClaimed(id: number, client: Queryable): Promise<boolean> {
    const { rows } = await client.query<{ claimed: boolean }>(
      'SELECT EXISTS (SELECT FROM claims WHERE tag_id = $1) AS claimed',
      [id],
    );
    return rows[0].claimed;
  }

  async userExists(id: string, client: Queryable): Promise<boolean> {
    const { rows } = await client.query('SELECT FROM users WHERE id = $1::bigint', [id]);
    return rows.length > 0;
  }

  async userName(id: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ name: string }>('SELECT name FROM users WHERE id = $1::bigint', [id]);
    return rows[0]?.name ?? null;
  }
}

export type NewTag = Definition & Pick<TagRow, 'key' | 'position'>;

const COLUMNS = `id, key, name, meaning, kind, "values", category, group_id AS "groupId", position, scope,
  owner_department_id::text AS "ownerDepartmentId", owner_user_id::text AS "ownerUserId", purpose, examples, sensitivity,
  validity_days AS "validityDays", review_at::text AS "reviewAt", steward_id::text AS "stewardId", revision, created_at AS "createdAt"`;

/** In the order of `valuesOf`. */
const WRITTEN = [
  ...['name', 'meaning', 'kind', '"values"', 'category', 'group_id', 'search', 'scope', 'owner_department_id'],
  ...['owner_user_id', 'purpose', 'examples', 'sensitivity', 'validity_days', 'review_at', 'steward_id'],
];
const valuesOf = (tag: Definition): unknown[] => [
  ...[JSON.stringify(tag.name), tag.meaning, tag.kind, tag.values, tag.category, tag.groupId, searchText(tag.name)],
  ...[tag.scope, tag.ownerDepartmentId, tag.ownerUserId, tag.purpose, JSON.stringify(tag.examples), tag.sensitivity],
  ...[tag.validityDays, tag.reviewAt, tag.stewardId],
];

/** Refuses a key that another tag or group has. */
export async function refusingTakenKey<T>(noun: string, key: string, save: () => Promise<T>): Promise<T> {
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
