import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Viewer } from '@tagloom/access';
import type { Pool } from 'pg';
import { appUrl } from '../../src/platform/database/app-url.js';
import { createPool } from '../../src/platform/database/create-pool.js';
import { ScopedDatabase } from '../../src/platform/database/scoped-database.js';
import { generator } from '../../src/testing/seed-customers.js';
import { createTestDatabase, type TestDatabase } from '../../src/testing/test-database.js';

const DEPARTMENTS = 4;
const USERS = 64;
/** Transactions of each user: more of them, by other dice, where `npm run bench -- pool` asks for that. */
const READS = Number(process.env.POOL_READS ?? 60);
const SEED = Number(process.env.POOL_SEED ?? 0);
const NOW = new Date('2026-03-03T08:00:00Z');
/** What a transaction reads, and how many rows of it are the viewer's: claims of two tags on twenty customers. */
const QUERIES: [sql: string, rows: number][] = [
  ['SELECT tag_id FROM claims', 40],
  ['SELECT id AS tag_id FROM tags', 2],
  ['SELECT tag_id FROM claims GROUP BY tag_id', 2],
];

interface Seen {
  queries: number;
  rows: number;
  /** How many rows of their own they had to see. */
  own: number;
  foreign: number;
  reads: number;
  failed: number;
}

/** Four departments, each with a tag of its own that twenty customers have, and a person with a tag of theirs in each. */
describe('a pool of four connections for the people of four departments', () => {
  let database: TestDatabase;
  let pool: Pool;
  let scoped: ScopedDatabase;
  const viewers: Viewer[] = [];
  /** Whose a tag is: the index of its department. */
  const ownerOf = new Map<number, number>();

  beforeAll(async () => {
    database = await createTestDatabase();
    for (let index = 0; index < DEPARTMENTS; index++) {
      const { rows } = await database.query<{ department: string; person: string; tag: number; own: number }>(
        `WITH d AS (INSERT INTO departments (key, name) VALUES ($1, $1) RETURNING id),
           u AS (INSERT INTO users (email, name, password_hash) VALUES ($1, $1, '') RETURNING id),
           t AS (INSERT INTO tags (key, name, kind, category, search, scope, owner_department_id)
             SELECT $1, '{}', 'flag', 'basic', '', 'department', id FROM d RETURNING id),
           p AS (INSERT INTO tags (key, name, kind, category, search, scope, owner_department_id, owner_user_id)
             SELECT $1 || 'p', '{}', 'flag', 'basic', '', 'personal', d.id, u.id FROM d, u RETURNING id)
         SELECT d.id::text AS department, u.id::text AS person, t.id AS tag, p.id AS own FROM d, u, t, p`,
        [`d${index}`],
      );
      const [{ department, person, tag, own }] = rows;
      viewers.push({ departmentId: department, userId: person });
      ownerOf.set(tag, index).set(own, index);
    }
    await database.query(
      `INSERT INTO claims (customer_id, tag_id, source, source_id, source_name, stance, since)
       SELECT n, t.id, 'person', '1', 'x', 'assert', now() FROM tags t, generate_series(1, 20) n`,
    );
    pool = createPool(appUrl(database.url, 'viewer'), 4);
    scoped = new ScopedDatabase(pool);
  });
  afterAll(async () => {
    await scoped.onApplicationShutdown();
    await database.drop();
  });

  it(
    'never shows one of them a row of another, whatever becomes of the transactions',
    async () => {
      const seen: Seen = { queries: 0, rows: 0, own: 0, foreign: 0, reads: 0, failed: 0 };
      const since = performance.now();
      await Promise.all(Array.from({ length: USERS }, (_, user) => work(user, seen)));
      const seconds = (performance.now() - since) / 1000;
      if (process.env.POOL_REPORT) writeFileSync(process.env.POOL_REPORT, JSON.stringify({ ...seen, seconds }));
      expect(seen.foreign).toBe(0);
      // it has read, and it has failed, often enough to say so
      expect(seen.reads).toBeGreaterThan((USERS * READS) / 3);
      expect(seen.failed).toBeGreaterThan((USERS * READS) / 5);
      expect(seen.rows).toBe(seen.own);
      expect(seen.rows).toBeGreaterThan(seen.reads);
    },
    120_000 + READS * 250,
  );

  it('shows nothing on a connection that nobody was named for, also after all of that', async () => {
    const { rows } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM claims');
    expect(rows).toEqual([{ n: 0 }]);
  });

  async function work(user: number, seen: Seen) {
    const random = generator(SEED + user + 1);
    const own = user % DEPARTMENTS;
    for (let read = 0; read < READS; read++) {
      const trouble = random(8);
      try {
        await scoped.read(viewers[own], NOW, async (client) => {
          if (trouble === 1) await client.query(`SET LOCAL statement_timeout = 1; SELECT pg_sleep(0.02)`);
          if (trouble === 2) await client.query('SELECT 1 / 0');
          for (const [sql, expected] of QUERIES) {
            const { rows } = await client.query<{ tag_id: number }>(sql);
            seen.queries += 1;
            seen.rows += rows.length;
            seen.own += expected;
            seen.foreign += rows.filter(({ tag_id }) => ownerOf.get(tag_id) !== own).length;
          }
          if (trouble === 3) throw new Error('changed its mind');
          if (trouble === 4) {
            const { rows: pids } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
            await Promise.all([
              client.query('SELECT pg_sleep(0.5)'),
              database.query('SELECT pg_cancel_backend($1)', [pids[0].pid]),
            ]);
          }
        });
        seen.reads += 1;
      } catch {
        seen.failed += 1;
      }
    }
  }
});
