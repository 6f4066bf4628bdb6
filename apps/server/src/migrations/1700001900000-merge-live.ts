import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tags that flows name while they run can be merged and split: the flows are published anew under the other name. */
export class MergeLive1700001900000 implements MigrationInterface {
  name = 'MergeLive1700001900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- of a version that only carries another one under other names: when that one was published; null: it is its own
      ALTER TABLE flow_versions ADD COLUMN decided_at timestamptz;
      -- what was compiled of an earlier version of the definitions must not evaluate any more: slots and claims mean other tags
      ALTER TABLE catalog_state ADD COLUMN fence bigint NOT NULL DEFAULT 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE catalog_state DROP COLUMN fence;
      ALTER TABLE flow_versions DROP COLUMN decided_at`);
  }
}
