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
import { Departments1700001000000 } from '../../migrations/1700001000000-departments.js';
import { Realtime1700001100000 } from '../../migrations/1700001100000-realtime.js';
import { Schedules1700000800000 } from '../../migrations/1700000800000-schedules.js';
import { Golden1700000600000 } from '../../migrations/1700000600000-golden.js';
import { Sharing1700001200000 } from '../../migrations/1700001200000-sharing.js';
import { Definitions1700001300000 } from '../../migrations/1700001300000-definitions.js';
import { SeeAs1700001250000 } from '../../migrations/1700001250000-see-as.js';
import { Shadows1700000900000 } from '../../migrations/1700000900000-shadows.js';
import { GoldenHas1700000950000 } from '../../migrations/1700000950000-golden-has.js';
import { ScheduleSavedAt1700000960000 } from '../../migrations/1700000960000-schedule-saved-at.js';
import { ChangesByRun1700001450000 } from '../../migrations/1700001450000-changes-by-run.js';
import { TagUpkeep1700001400000 } from '../../migrations/1700001400000-tag-upkeep.js';
import { Approvals1700001500000 } from '../../migrations/1700001500000-approvals.js';
import { FieldAccess1700001600000 } from '../../migrations/1700001600000-field-access.js';
import { Promotion1700001800000 } from '../../migrations/1700001800000-promotion.js';
import { Bulk1700001700000 } from '../../migrations/1700001700000-bulk.js';
import { MergeLive1700001900000 } from '../../migrations/1700001900000-merge-live.js';
import { ownerUrl } from './app-url.js';

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
  Shadows1700000900000,
  GoldenHas1700000950000,
  ScheduleSavedAt1700000960000,
  Departments1700001000000,
  Realtime1700001100000,
  Sharing1700001200000,
  SeeAs1700001250000,
  Definitions1700001300000,
  TagUpkeep1700001400000,
  ChangesByRun1700001450000,
  Approvals1700001500000,
  FieldAccess1700001600000,
  Bulk1700001700000,
  Promotion1700001800000,
  MergeLive1700001900000,
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
      url: ownerUrl(url),
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
