import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MetricDefinition } from '@tagloom/contracts';
import { DataSource } from 'typeorm';
import { migrate, MIGRATIONS } from '../platform/database/migrate.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';

describe('the migration of metrics to windows', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    const first = MIGRATIONS.filter(({ name }) => name.startsWith('Initial'));
    const dataSource = await new DataSource({ type: 'postgres', url: database.url, migrations: first }).initialize();
    await dataSource.runMigrations();
    await dataSource.destroy();
    for (const [key, windowDays] of [
      ['ever', null],
      ['lately', 90],
    ])
      await database.query(`INSERT INTO metrics (key, definition, status) VALUES ($1, $2, 'ready')`, [
        key,
        JSON.stringify({
          key,
          name: { 'zh-CN': '下单次数' },
          eventTypes: ['order_paid'],
          aggregation: 'count',
          windowDays,
          unit: { 'zh-CN': '次' },
        }),
      ]);
    await migrate(database.url);
  });
  afterAll(() => database.drop());

  it('keeps what every stored definition means, as the contract says it now', async () => {
    const { rows } = await database.query<{ definition: object }>('SELECT definition FROM metrics ORDER BY key');
    const definitions = rows.map(({ definition }) => MetricDefinition.parse(definition));
    expect(definitions.map(({ window }) => window)).toEqual([
      { kind: 'lifetime' },
      { kind: 'rolling', amount: 90, unit: 'day' },
    ]);
    expect(definitions[1]).toMatchObject({ key: 'lately', aggregation: 'count', unit: { 'zh-CN': '次' } });
  });

  it('raises the version of the catalog when cut points move, and not when they are only computed again', async () => {
    const version = async () =>
      (await database.query<{ version: string }>('SELECT version FROM catalog_state')).rows[0].version;
    await database.query(`INSERT INTO rfm_models (key, definition) VALUES ('a', '{}')`);
    const before = await version();
    await database.query('UPDATE rfm_models SET computed_at = now()');
    expect(await version()).toBe(before);
    await database.query('UPDATE rfm_models SET recency_cut = 3');
    expect(Number(await version())).toBe(Number(before) + 1);
  });
});
