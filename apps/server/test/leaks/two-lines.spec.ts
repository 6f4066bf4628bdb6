import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActorContext } from '@tagloom/access';
import { CatalogViews } from '../../src/features/catalog/catalog-views.js';
import { type ScopedReads, type Filter } from '../../src/features/catalog/scoped-reads.js';
import { ChangesRepository } from '../../src/features/changes/changes.repository.js';
import { viewerOf } from '../../src/platform/access/viewer-of.js';
import { POOL } from '../../src/platform/database/pool.token.js';
import { ScopedDatabase } from '../../src/platform/database/scoped-database.js';
import { tagFilter } from '../../src/features/catalog/tag-filter.js';
import { createTestApp, type TestApp } from '../../src/testing/test-app.js';
import type { TestDatabase } from '../../src/testing/test-database.js';
import type { Pool, PoolClient } from 'pg';
import { cloneOf } from './support/cloned-database.js';
import { type CommonWorld, makeCommonWorld, StillClock } from './support/common-world.js';
import { addHiddenWorld } from './support/hidden-world.js';

/** Each line holds when the other one is broken; with both broken everything would be seen, so it is they who hide it. */
describe('the filter in the statement and row-level security', () => {
  let world: CommonWorld;
  let server: TestApp;
  let database: TestDatabase;
  let reader: ActorContext;
  let hiddenTags: number[];

  beforeAll(async () => {
    world = await makeCommonWorld();
    database = await cloneOf(world.url);
    server = await createTestApp({ database, role: { api: true, worker: false }, clock: new StillClock() });
    const { tags, personal } = await addHiddenWorld(server, world);
    hiddenTags = [...tags, personal].map(({ id }) => Number(id));
    reader = {
      actor: { kind: 'person', id: '1', name: '市场' },
      role: 'designer',
      departmentId: world.departments.market,
      locale: 'zh-CN',
    };
  }, 120_000);
  afterAll(async () => {
    await server?.close();
    await database?.drop();
  });

  type Work = Parameters<ScopedReads['read']>[1];
  const no: Filter = () => 'true';
  const filterOf = async (): Promise<Filter> => {
    const view = await server.app.get(CatalogViews, { strict: false }).of(reader);
    return (level, column, push) => tagFilter(view, level, column, push);
  };
  const secured = (work: (client: PoolClient) => Promise<unknown>) =>
    server.app.get(ScopedDatabase, { strict: false }).read(viewerOf(reader), new Date(), work);
  /** As the system, for whom row-level security hides nothing. */
  const unsecured = async (work: (client: PoolClient) => Promise<unknown>) => {
    const client = await server.app.get<Pool>(POOL, { strict: false }).connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  };

  /** How many changes of hidden tags a reader gets, and of others. */
  async function seenWith(read: (work: Work) => Promise<unknown>): Promise<{ hidden: number; shown: number }> {
    const scoped = { read: (_context: ActorContext, work: Work) => read(work) } as unknown as ScopedReads;
    const rows = await new ChangesRepository(scoped).list(reader, {}, null, 1_000);
    const hidden = rows.filter(({ tag_id }) => hiddenTags.includes(tag_id)).length;
    return { hidden, shown: rows.length - hidden };
  }

  it('hide it together', async () => {
    const filter = await filterOf();
    const { hidden, shown } = await seenWith((work) => secured((client) => work(client, filter)));
    expect(hidden).toBe(0);
    expect(shown).toBeGreaterThan(0);
  });

  it('hide it by row-level security when the filter is forgotten', async () => {
    const { hidden, shown } = await seenWith((work) => secured((client) => work(client, no)));
    expect(hidden).toBe(0);
    expect(shown).toBeGreaterThan(0);
  });

  it('hide it by the filter when row-level security lets everything through', async () => {
    const filter = await filterOf();
    const { hidden, shown } = await seenWith((work) => unsecured((client) => work(client, filter)));
    expect(hidden).toBe(0);
    expect(shown).toBeGreaterThan(0);
  });

  it('are all that hides it: without either it is seen', async () => {
    const { hidden } = await seenWith((work) => unsecured((client) => work(client, no)));
    expect(hidden).toBeGreaterThan(20);
  });
});
