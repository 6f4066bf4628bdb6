import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import type { AnsweredFor } from '@tagloom/tag-library';
import { POOL } from '../../platform/database/pool.token.js';
import { ShortMemory } from '../../platform/database/short-memory.js';

/** Numbers of every tag, for whoever filters them by what a caller may see. */
export interface TagNumbers {
  population: number;
  /** Customers of the sample; null when it is everyone. */
  sample: number | null;
  customers: ReadonlyMap<number, number>;
  lastChange: ReadonlyMap<number, Date>;
  /** Of the sample: customers by tag, and by pair, the smaller id first. */
  sampled: ReadonlyMap<number, number>;
  pairs: readonly { a: number; b: number; both: number }[];
  /** Tags with a live share of their own, or an open suggestion. */
  shared: ReadonlySet<number>;
  suggested: ReadonlySet<number>;
  definitions: ReadonlyMap<number, Pick<AnsweredFor, 'purpose' | 'stewardId' | 'reviewAt'>>;
}

const KEPT_MS = 5_000;
/** Pairs are counted over about so many customers at most: everyone squares the work and says no more. */
const SAMPLE = 20_000;

@Injectable()
export class TagNumbersRepository {
  private readonly numbers = new ShortMemory(KEPT_MS, () => this.count());

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  all(): Promise<TagNumbers> {
    return this.numbers.get();
  }

  async customersOf(tagId: number): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM customers WHERE tags @> ARRAY[$1::int]',
      [tagId],
    );
    return rows[0].n;
  }

  private async count(): Promise<TagNumbers> {
    const { rows: byTag } = await this.pool.query<{ id: number; customers: number }>(
      'SELECT t AS id, count(*)::int AS customers FROM customers, unnest(tags) t GROUP BY t',
    );
    const { rows: world } = await this.pool.query<{ population: number; shared: number[]; suggested: number[] }>(
      `SELECT (SELECT count(*)::int FROM customers) AS population,
         ARRAY(SELECT DISTINCT tag_id FROM shares WHERE ended_at IS NULL AND tag_id IS NOT NULL) AS shared,
         ARRAY(SELECT DISTINCT tag_id FROM suggestions WHERE status = 'open') AS suggested`,
    );
    const { rows: changes } = await this.pool.query<{ id: number; at: Date }>(
      `SELECT t.id, c.at FROM tags t, LATERAL (
         SELECT effective_at AS at FROM changes WHERE tag_id = t.id ORDER BY seq DESC LIMIT 1) c`,
    );
    const { rows: definitions } = await this.pool.query<{ id: number } & Omit<AnsweredFor, 'scope'>>(
      'SELECT id, purpose, steward_id::text AS "stewardId", review_at::text AS "reviewAt" FROM tags',
    );
    const [{ population, shared, suggested }] = world;
    const every = Math.max(1, Math.ceil(population / SAMPLE));
    const { rows: pairs } = await this.pool.query<{ a: number; b: number; both: number }>(
      `SELECT a, b, count(*)::int AS both FROM customers, unnest(tags) a, unnest(tags) b
       WHERE id % $1 = 0 AND a <= b GROUP BY a, b`,
      [every],
    );
    return {
      population,
      sample: every === 1 ? null : Math.floor(population / every),
      customers: new Map(byTag.map(({ id, customers }) => [id, customers])),
      lastChange: new Map(changes.map(({ id, at }) => [id, at])),
      sampled: new Map(pairs.filter(({ a, b }) => a === b).map(({ a, both }) => [a, both])),
      pairs: pairs.filter(({ a, b }) => a !== b),
      shared: new Set(shared),
      suggested: new Set(suggested),
      definitions: new Map(definitions.map(({ id, ...definition }) => [id, definition])),
    };
  }
}
