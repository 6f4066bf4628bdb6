import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a schedule was made: what was published since is compared with it at its moment. */
export class ScheduleSavedAt1700000960000 implements MigrationInterface {
  name = 'ScheduleSavedAt1700000960000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE flow_schedules ADD COLUMN saved_at timestamptz NOT NULL DEFAULT now()');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE flow_schedules DROP COLUMN saved_at');
  }
}
