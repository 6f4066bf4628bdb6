import type { TestDatabase } from '../../src/testing/test-database.js';

/** All that is stored in these tables, one short text for each: equal before and after means that nothing was changed. */
export async function fingerprintOf(database: TestDatabase, tables: readonly string[]): Promise<string[]> {
  const marks: string[] = [];
  for (const table of tables) {
    const { rows } = await database.query<{ mark: string }>(
      `SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS mark FROM ${table} t`,
    );
    marks.push(`${table} ${rows[0].mark}`);
  }
  return marks;
}
