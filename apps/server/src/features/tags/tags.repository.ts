import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Pool } from 'pg';
import { Repository } from 'typeorm';
import { isUniqueViolation } from '../../platform/database/postgres-errors.js';
import { POOL } from '../../platform/database/pool.token.js';
import { ShortMemory } from '../../platform/database/short-memory.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { TagGroupEntity } from './tag-group.entity.js';
import { TagEntity } from './tag.entity.js';

const COUNTS_KEPT_MS = 2_000;
const SEARCH_LIMIT = 20;

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

  findGroup(id: number): Promise<TagGroupEntity | null> {
    return this.groups.findOneBy({ id });
  }

  /** By name, English name, pinyin or initials; whole matches first, then beginnings, then the rest. */
  search(text: string): Promise<TagEntity[]> {
    const words = text.trim().toLowerCase();
    // Pinyin is often typed in syllables: «gao jia zhi», «gao'jia».
    const joined = words.replace(/[\s']+/g, '');
    return this.tags
      .createQueryBuilder('tag')
      .where(`tag.search LIKE :anywhere ESCAPE '\\' OR tag.search LIKE :joinedAnywhere ESCAPE '\\'`)
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

  async keysLike(stem: string): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ key: string }>('SELECT key FROM tags WHERE starts_with(key, $1)', [stem]);
    return new Set(rows.map(({ key }) => key));
  }

  async nextPosition(groupId: number | null): Promise<number> {
    const { rows } = await this.pool.query<{ next: number }>(
      'SELECT coalesce(max(position) + 1, 0) AS next FROM tags WHERE group_id IS NOT DISTINCT FROM $1',
      [groupId],
    );
    return rows[0].next;
  }

  async insert(tag: Omit<TagEntity, 'id' | 'createdAt'>): Promise<TagEntity> {
    return refusingTakenKey('tag', tag.key, () => this.tags.save(this.tags.create(tag)));
  }

  async update(id: number, change: Partial<Pick<TagEntity, 'name' | 'meaning' | 'values' | 'search'>>): Promise<void> {
    if (Object.keys(change).length > 0) await this.tags.update({ id }, change);
  }

  async insertGroup(group: Omit<TagGroupEntity, 'id'>): Promise<TagGroupEntity> {
    return refusingTakenKey('tag group', group.key, () => this.groups.save(this.groups.create(group)));
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
