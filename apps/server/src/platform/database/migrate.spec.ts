import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database.js';
import { migrate, MIGRATIONS } from './migrate.js';

describe('migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('run once, also when several processes start at the same time', async () => {
    await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    const ran = await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
    expect(ran.flat()).toEqual(MIGRATIONS.map(({ name }) => name));
  });

  it.each(['changes', 'flow_versions', 'events'])('make the rows of %s unchangeable', async (table) => {
    await expect(database.query(`DELETE FROM ${table}`)).rejects.toThrow('is append-only');
    await expect(database.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('is append-only');
  });

  it('raise the version of the catalog with every change of a definition', async () => {
    const version = async () =>
      Number((await database.query<{ version: string }>('SELECT version FROM catalog_state')).rows[0].version);
    const before = await version();
    await database.query(`INSERT INTO tag_groups (key, name, category) VALUES ('a', '{}', 'basic')`);
    expect(await version()).toBe(before + 1);
  });
});
