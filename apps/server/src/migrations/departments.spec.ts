import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { migrate, MIGRATIONS } from '../platform/database/migrate.js';
import { createTestDatabase, type TestDatabase } from '../testing/test-database.js';
import { Departments1700001000000 } from './1700001000000-departments.js';

describe('the migration of departments', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  async function goBack(): Promise<void> {
    const { url } = database;
    const dataSource = await new DataSource({ type: 'postgres', url, migrations: MIGRATIONS }).initialize();
    for (const _later of MIGRATIONS.slice(MIGRATIONS.indexOf(Departments1700001000000)))
      await dataSource.undoLastMigration();
    await dataSource.destroy();
  }
  const rows = async (sql: string) => (await database.query(sql)).rows;

  it('keeps each person’s role and department, and parts names that are alike', async () => {
    await goBack();
    await database.query(`
      INSERT INTO departments (key, name) VALUES ('a', '客服部'), ('b', ' 客服部'), ('c', '市场部');
      INSERT INTO users (email, name, password_hash, role, department_id) VALUES
        ('a@x', 'a', '-', 'admin', NULL), ('b@x', 'b', '-', 'agent', 2)`);
    await migrate(database.url);
    expect(await rows('SELECT name FROM departments ORDER BY id')).toEqual([
      { name: '客服部' },
      { name: ' 客服部 (b)' },
      { name: '市场部' },
    ]);
    expect(await rows('SELECT user_id, department_id, role FROM department_roles ORDER BY user_id')).toEqual([
      { user_id: '1', department_id: null, role: 'admin' },
      { user_id: '2', department_id: '2', role: 'agent' },
    ]);
  });

  it('goes back to the first role, closes what the former release would open, and comes forth again', async () => {
    await database.query(`
      INSERT INTO department_roles (user_id, department_id, role) VALUES (2, NULL, 'admin');
      INSERT INTO users (email, name, password_hash) VALUES ('c@x', 'c', '-');
      INSERT INTO api_keys (name, role, key_hash, prefix, created_by, department_id) VALUES ('k', 'admin', 'h', 'p', 'x', 1)`);
    await goBack();
    expect(await rows('SELECT role, department_id FROM users ORDER BY id')).toEqual([
      { role: 'admin', department_id: null },
      { role: 'agent', department_id: '2' },
      { role: 'none', department_id: null },
    ]);
    expect(await rows('SELECT revoked_at IS NOT NULL AS revoked FROM api_keys')).toEqual([{ revoked: true }]);
    expect(await migrate(database.url)).toContain('Departments1700001000000');
  });
});
