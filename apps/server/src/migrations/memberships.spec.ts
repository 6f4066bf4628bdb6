import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { migrate, MIGRATIONS } from '../platform/database/migrate.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';

describe('the migration of memberships', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('goes back to what the former release knows, and forth again', async () => {
    await database.query(`
      INSERT INTO tags (key, name, kind, category, search) VALUES ('vip', '{}', 'flag', 'value', '');
      INSERT INTO flows (draft, updated_by) VALUES ('{}', 'x');
      INSERT INTO claim_slots (flow_id, tag_id, stance) VALUES (1, 1, 'assert');
      INSERT INTO claim_slots (flow_id, kind, action) VALUES (1, 'effect', '{"action":"notify"}');
      INSERT INTO customers (held) VALUES ('{-1,2}');
      INSERT INTO claims (customer_id, tag_id, source, source_id, source_name, slot_id, stance, since)
        VALUES (1, 1, 'flow', '1', 'f', 1, 'assert', now())`);
    const dataSource = await new DataSource({
      type: 'postgres',
      url: database.url,
      migrations: MIGRATIONS,
    }).initialize();
    for (const _migration of MIGRATIONS.slice(1)) await dataSource.undoLastMigration();
    await dataSource.destroy();
    expect((await database.query('SELECT held FROM customers')).rows).toEqual([{ held: [1] }]);
    expect((await database.query('SELECT id FROM claim_slots')).rows).toEqual([{ id: 1 }]);
    expect(await migrate(database.url)).toHaveLength(MIGRATIONS.length - 1);
    expect((await database.query('SELECT kind FROM claim_slots')).rows).toEqual([{ kind: 'claim' }]);
  });

  it.each([
    ['Asia/Shanghai', 'Asia/Shanghai'],
    ['America/Argentina/Ushuaia', 'America/Argentina/Ushuaia'],
    ['UTC', 'UTC'],
    ['Mars/Olympus', null],
    ['+08:00', null],
    ['EST5EDT', null],
    [null, null],
  ])('keeps of the zone %s what PostgreSQL and the rules understand alike', async (name, zone) => {
    const { rows } = await database.query('INSERT INTO customers (p_time_zone) VALUES ($1) RETURNING zone', [name]);
    expect(rows).toEqual([{ zone }]);
  });
});
