import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rankOf, Sharing, tagViewOf, type SharingFacts, type Viewer } from '@tagloom/access';
import { SHARE_LEVELS } from '@tagloom/contracts';
import fc from 'fast-check';
import pg from 'pg';
import { appUrl } from '../../platform/database/app-url.js';
import { createPool } from '../../platform/database/create-pool.js';
import { ScopedDatabase } from '../../platform/database/scoped-database.js';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.js';
import { arbitraryWorld, forgetWorld, writeWorld } from './testing/sharing-world.js';

const NOW = new Date('2026-03-03T08:00:00Z');
const WORLDS = 25;
const PAIRS_AIM = 50_000;

describe('who sees which tag', () => {
  let database: TestDatabase;
  let scoped: ScopedDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
    scoped = new ScopedDatabase(createPool(appUrl(database.url, 'viewer'), 4));
  });
  afterAll(async () => {
    await scoped.onApplicationShutdown();
    await database.drop();
  });

  it('is one answer in memory, as a filter in SQL, and by row-level security: 50,000 pairs of viewer and row', async () => {
    const worlds = fc.sample(arbitraryWorld(NOW), { numRuns: WORLDS, seed: 618 });
    let pairs = 0;
    for (const world of worlds) {
      const facts = await writeWorld(database.pool, world, NOW);
      for (const viewer of viewersOf(facts)) pairs += await compare(facts, viewer);
      await forgetWorld(database.pool);
    }
    expect(pairs).toBeGreaterThanOrEqual(PAIRS_AIM);
  }, 300_000);

  async function compare(facts: SharingFacts, viewer: Viewer): Promise<number> {
    const view = tagViewOf(new Sharing(facts), viewer, NOW.getTime());
    const inMemory = facts.tags.map(({ id }) => `${id}:${rankOf(view.levelOf(id))}`);
    const { rows: inSql } = await database.query<{ pair: string }>(
      `SELECT tag_id || ':' || rank AS pair FROM tag_ranks($1, $2, $3) ORDER BY tag_id`,
      [viewer.departmentId, viewer.userId, NOW],
    );
    expect(inSql.map(({ pair }) => pair)).toEqual(inMemory);
    const secured = await scoped.read(viewer, NOW, async (client) => {
      const column = async (text: string, values: unknown[] = []) =>
        (await client.query<{ id: number }>(text, values)).rows.map(({ id }) => id);
      return {
        tags: await column('SELECT id FROM tags ORDER BY id'),
        claims: await column('SELECT tag_id AS id FROM claims ORDER BY tag_id'),
        filtered: await column('SELECT tag_id AS id FROM claims WHERE tag_id = ANY ($1) ORDER BY tag_id', [
          view.idsFrom('read'),
        ]),
        changes: await column('SELECT tag_id AS id FROM changes ORDER BY tag_id'),
        suggestions: await column('SELECT tag_id AS id FROM suggestions ORDER BY tag_id'),
      };
    });
    expect(secured).toEqual({
      tags: view.idsFrom('exists'),
      claims: view.idsFrom('masked'),
      filtered: view.idsFrom('read'),
      changes: view.idsFrom('masked'),
      suggestions: view.idsFrom('read'),
    });
    // four scoped tables, each row an answer that three ways agree on
    return facts.tags.length * 4;
  }
});

/** Everybody there could be: the whole organisation, each department, one that does not exist; each as two people and as nobody. */
function viewersOf(facts: SharingFacts): Viewer[] {
  const departments = [null, ...facts.departmentParents.keys(), '999999'];
  const people = [null, ...new Set(facts.tags.flatMap(({ ownerUserId }) => ownerUserId ?? []))].slice(0, 3);
  return departments.flatMap((departmentId) => people.map((userId) => ({ departmentId, userId })));
}

describe('the role of the application', () => {
  let database: TestDatabase;
  const clients: pg.Client[] = [];
  const connect = async (scope: 'system' | 'viewer') => {
    const client = new pg.Client({ connectionString: appUrl(database.url, scope) });
    await client.connect();
    clients.push(client);
    return client;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    const world = fc.sample(arbitraryWorld(NOW), { numRuns: 1, seed: 1 })[0];
    await writeWorld(database.pool, world, NOW);
  });
  afterAll(async () => {
    for (const client of clients) await client.end();
    await database.drop();
  });

  it('owns no table, bypasses nothing, and every scoped table forces its policies on the owner too', async () => {
    const { rows } = await database.query(`
      SELECT (SELECT count(*)::int FROM pg_class WHERE relowner = 'tagloom_app'::regrole) AS owned,
        (SELECT rolsuper OR rolbypassrls OR rolcanlogin FROM pg_roles WHERE rolname = 'tagloom_app') AS mighty`);
    expect(rows).toEqual([{ owned: 0, mighty: false }]);
    const { rows: forced } = await database.query<{ relname: string }>(
      `SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity ORDER BY relname`,
    );
    expect(forced.map(({ relname }) => relname)).toEqual(
      expect.arrayContaining(['changes', 'claims', 'suggestions', 'tag_local_names', 'tag_versions', 'tags']),
    );
  });

  it.each(['tags', 'claims', 'changes', 'suggestions', 'known_tags'])(
    'sees no row of %s without a scope, and all of them as the system',
    async (table) => {
      const count = async (client: pg.Client) =>
        (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n;
      expect(await count(await connect('viewer'))).toBe(0);
      expect(await count(await connect('system'))).toBeGreaterThan(0);
    },
  );

  it.each(['', '*', ':', '*:-', '*:-:', 'null:-:0', '*:-:x', '0:-:1', '*:-:1;--', ' *:-:1', '*:-:1\n', "'*':-:1"])(
    'sees nothing for the viewer %p, which is none',
    async (viewer) => {
      const client = await connect('viewer');
      await client.query('BEGIN');
      await client.query(`SELECT set_config('tagloom.viewer', $1, true)`, [viewer]);
      const { rows } = await client.query('SELECT id FROM tags');
      await client.query('ROLLBACK');
      expect(rows).toEqual([]);
    },
  );

  it('cannot change history, nor write as a viewer', async () => {
    const system = await connect('system');
    for (const table of ['changes', 'flow_versions', 'events', 'deleted_tags'])
      for (const statement of [`UPDATE ${table} SET customer_id = 1`, `DELETE FROM ${table}`, `TRUNCATE ${table}`])
        await expect(system.query(statement)).rejects.toMatchObject({ code: /^(42501|42703)$/ });
    const viewer = await connect('viewer');
    await viewer.query(`BEGIN; SELECT set_config('tagloom.viewer', '*:-:0', true)`);
    await expect(
      viewer.query(`INSERT INTO tags (key, name, kind, category, search) VALUES ('x', '{}', 'flag', 'basic', '')`),
    ).rejects.toMatchObject({ code: '42501' });
    await viewer.query('ROLLBACK');
  });

  it('keeps its levels in the order of the contract', async () => {
    const { rows } = await database.query<{ rank: number }>('SELECT share_rank(l) AS rank FROM unnest($1::text[]) l', [
      SHARE_LEVELS,
    ]);
    expect(rows.map(({ rank }) => rank)).toEqual(SHARE_LEVELS.map(rankOf));
  });
});
