import pg from 'pg';
import { DataSource } from 'typeorm';
import { Initial1700000000000 } from '../../migrations/1700000000000-initial.js';
import { Memberships1700000050000 } from '../../migrations/1700000050000-memberships.js';
import { Effects1700000100000 } from '../../migrations/1700000100000-effects.js';
import { MetricWindows1700000200000 } from '../../migrations/1700000200000-metric-windows.js';
import { Population1700000300000 } from '../../migrations/1700000300000-population.js';
import { OwnerRoles1700000400000 } from '../../migrations/1700000400000-owner-roles.js';
import { Previews1700000500000 } from '../../migrations/1700000500000-previews.js';
import { Why1700000700000 } from '../../migrations/1700000700000-why.js';
import { Schedules1700000800000 } from '../../migrations/1700000800000-schedules.js';
import { Golden1700000600000 } from '../../migrations/1700000600000-golden.js';

/** In order; never rewritten once released. */
export const MIGRATIONS = [
  Initial1700000000000,
  Memberships1700000050000,
  Effects1700000100000,
  MetricWindows1700000200000,
  Population1700000300000,
  OwnerRoles1700000400000,
  Previews1700000500000,
  Golden1700000600000,
  Why1700000700000,
  Schedules1700000800000,
];

/** Any number will do, as long as every process uses the same. */
const MIGRATION_LOCK = 7_461_001;

/** Brings the schema up to date. Of several processes that start at once, one migrates and the others wait. Returns the names of what it ran. */
export async function migrate(url: string): Promise<string[]> {
  const holder = new pg.Client({ connectionString: url, application_name: 'tagloom migration lock' });
  await holder.connect();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const dataSource = new DataSource({
      type: 'postgres',
      url,
      migrations: MIGRATIONS,
      applicationName: 'tagloom migration',
    });
    await dataSource.initialize();
    try {
      const done = await dataSource.runMigrations({ transaction: 'each' });
      return done.map((migration) => migration.name);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await holder.end();
  }
}
